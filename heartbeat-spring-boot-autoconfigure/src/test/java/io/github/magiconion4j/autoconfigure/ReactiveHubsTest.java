package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reactor's types in a contract stop the start with a text that says what to write.
 */
class ReactiveHubsTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class));

	private void assertStopped(Class<?> hub, String advice) {
		this.runner.withBean(hub)
			.run((context) -> assertThat(
					new HubConfigurationFailureAnalyzer().analyze(context.getStartupFailure()).getDescription())
				.contains(".result()", advice));
	}

	@Test
	void many() {
		assertStopped(Many.class, "a list");
	}

	@Test
	void one() {
		assertStopped(One.class, "CompletionStage<T>, which toFuture() of a Mono gives");
	}

	interface Receiver {

	}

	interface ManyHub extends StreamingHub<Receiver> {

		Flux<String> result();

	}

	@StreamingHubService
	static class Many extends StreamingHubBase<Receiver> implements ManyHub {

		@Override
		public Flux<String> result() {
			return Flux.empty();
		}

	}

	interface OneHub extends StreamingHub<Receiver> {

		Mono<String> result();

	}

	@StreamingHubService
	static class One extends StreamingHubBase<Receiver> implements OneHub {

		@Override
		public Mono<String> result() {
			return Mono.empty();
		}

	}

}
