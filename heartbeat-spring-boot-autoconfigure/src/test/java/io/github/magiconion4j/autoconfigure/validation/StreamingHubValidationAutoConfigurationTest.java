package io.github.magiconion4j.autoconfigure.validation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;

import io.grpc.Status;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Constraints on the parameters of hub methods.
 */
class StreamingHubValidationAutoConfigurationTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class, StreamingHubAutoConfiguration.class,
				StreamingHubValidationAutoConfiguration.class))
		.withBean(RoomHub.class);

	private final List<Object> called = new ArrayList<>();

	private void call(HubFilter filter, String name, Object... arguments) {
		Method method = Stream.of(IRoomHub.class.getMethods())
			.filter((each) -> each.getName().equals(name))
			.findAny()
			.orElseThrow();
		HubCall call = new HubCall(mock(HubContext.class), method, "Name",
				Collections.unmodifiableList(Arrays.asList(arguments)), false);
		filter.call(call, () -> {
			this.called.add(name);
			return CompletableFuture.completedFuture(null);
		});
	}

	@Test
	void aViolationIsAnInvalidArgumentWithPathAndMessageOfEach() {
		this.runner.run((context) -> {
			HubFilter filter = context.getBean("hubValidationFilter", HubFilter.class);
			call(filter, "join", "lobby", new User("alice", List.of("a")));
			assertThat(this.called).containsExactly("join");

			assertThatExceptionOfType(HubStatusException.class)
				.isThrownBy(() -> call(filter, "join", " ", new User(null, List.of("a", ""))))
				.satisfies((ex) -> {
					assertThat(ex.statusCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
					assertThat(ex.detail()).isEqualTo("Name: room must not be blank, user.name must not be null, "
							+ "user.tags[1].<list element> must not be blank");
				});
			assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> call(filter, "join", "x", null))
				.withMessageContaining("user must not be null");
			assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> call(filter, "move", -1))
				.withMessageContaining("by must be greater than 0");
			assertThat(this.called).containsExactly("join");
		});
	}

	@Test
	void aSuspendFunctionIsValidatedWithoutItsContinuation() {
		this.runner.run((context) -> {
			HubFilter filter = context.getBean("hubValidationFilter", HubFilter.class);
			call(filter, "rename", "alice");
			assertThat(this.called).containsExactly("rename");
			assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> call(filter, "rename", " "))
				.withMessageContaining("name must not be blank");
		});
	}

	@Test
	void aMethodWithoutConstraintsAcceptsAnything() {
		this.runner.run((context) -> {
			call(context.getBean("hubValidationFilter", HubFilter.class), "say", (Object) null);
			assertThat(this.called).containsExactly("say");
		});
	}

	@Test
	void theLengthOfTheTextIsBounded() {
		this.runner.run((context) -> {
			HubFilter filter = context.getBean("hubValidationFilter", HubFilter.class);
			User user = new User("alice", Collections.nCopies(1000, ""));
			assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> call(filter, "join", "lobby", user))
				.satisfies((ex) -> assertThat(ex.detail()).endsWith(", and 990 more").hasSizeLessThan(1000));
		});
	}

	@Test
	void withoutAValidatorThereIsNoFilter() {
		this.runner.withClassLoader(new FilteredClassLoader(Validator.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HubFilter.class));
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
					StreamingHubValidationAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HubFilter.class));
	}

	@Test
	void anApplicationReplacesIt() {
		HubFilter own = new HubFilter() {
		};
		this.runner.withBean("hubValidationFilter", HubFilter.class, () -> own)
			.run((context) -> assertThat(context.getBean(HubFilter.class)).isSameAs(own));
	}

	interface Receiver {

	}

	record User(@NotNull String name, @Size(max = 1000) List<@NotBlank String> tags) {

	}

	interface IRoomHub extends StreamingHub<Receiver> {

		CompletionStage<Void> join(@NotBlank String room, @Valid @NotNull User user);

		void move(@Positive int by);

		void say(String text);

		Object rename(@NotBlank String name, Continuation<? super Unit> end);

	}

	@StreamingHubService
	static class RoomHub extends StreamingHubBase<Receiver> implements IRoomHub {

		@Override
		public CompletionStage<Void> join(String room, User user) {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public Object rename(String name, Continuation<? super Unit> end) {
			return Unit.INSTANCE;
		}

		@Override
		public void move(int by) {
		}

		@Override
		public void say(String text) {
		}

	}

}
