package io.github.magiconion4j.internal.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.InProcessHub;
import io.github.magiconion4j.testing.RecordingReceiver;
import io.grpc.Status;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.future.FutureKt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Suspend functions on both sides, as Kotlin compiles them.
 */
class SuspendFunctionTest {

	private final RecordingReceiver<Receiver> receiver = RecordingReceiver.of(Receiver.class);

	private final FakeTime time = new FakeTime();

	private final List<Hub> hubs = new ArrayList<>();

	private final InProcessHub<Receiver, IHub> server = InProcessHub.start(this.time, IHub.class, () -> {
		this.hubs.add(new Hub());
		return this.hubs.get(0);
	});

	private HubClient<IHub> client;

	@BeforeEach
	void connect() {
		this.client = this.server.connect(this.receiver.receiver());
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void anImmediateResult() {
		assertThat(call((end) -> this.client.hub().add(1, 2, end))).isCompletedWithValue(3);
	}

	@Test
	void anAsynchronousResult() {
		CompletableFuture<Object> text = call((end) -> this.client.hub().later("a", end));
		CompletableFuture<Object> sum = call((end) -> this.client.hub().add(1, 2, end));
		assertThat(text).isNotDone();
		assertThat(sum).as("calls of a connection run one at a time").isNotDone();
		hub().future.complete("b");
		assertThat(text).isCompletedWithValue("ab of IHub");
		assertThat(sum).isCompletedWithValue(3);
	}

	@Test
	void noResultIsUnit() {
		assertThat(call((end) -> this.client.hub().leave(end))).isCompletedWithValue(Unit.INSTANCE);
		assertThat(call((end) -> this.client.fireAndForget().leave(end))).isCompletedWithValue(Unit.INSTANCE);
		assertThat(hub().left).isEqualTo(2);
	}

	@Test
	void failuresHaveTheirStatus() {
		CompletableFuture<Object> text = call((end) -> this.client.hub().later("a", end));
		hub().future.completeExceptionally(new HubStatusException(Status.Code.NOT_FOUND, "no text"));
		assertThat(text).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(HubStatusException.class,
					(ex) -> assertThat(ex.statusCode()).isEqualTo(Status.Code.NOT_FOUND.value()));
	}

	@Test
	void aReceiverIsAskedAndSuspends() {
		CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
		this.receiver.answer("confirm", (arguments) -> answer);
		CompletableFuture<Object> asked = call((end) -> this.client.hub().ask("sure", end));
		assertThat(asked).isNotDone();
		answer.complete(true);
		assertThat(asked).isCompletedWithValue(true);
		assertThat(this.receiver.calls("confirm")).containsExactly(List.of("sure?"));
	}

	@Test
	void theEndOfTheConnectionCancelsFunctionsOfItsHub() {
		CompletableFuture<Object> text = call((end) -> this.client.hub().later("a", end));
		this.client.closeAsync();
		assertThat(hub().future).as("what runs may come to its end for a second").isNotDone();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(hub().future).isCancelled();
		assertThat(hub().reason).isNotNull();
		assertThat(text).isCompletedExceptionally();
	}

	@Test
	void theEndOfTheConnectionCancelsFunctionsOfItsReceiver() {
		Suspended suspended = new Suspended();
		HubClient<IHub> other = this.server.connect(suspended);
		call((end) -> other.hub().ask("sure", end));
		assertThat(suspended.answer).isNotDone();
		other.closeAsync();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(suspended.answer).isCancelled();
	}

	@Test
	void aWaitingCallerCanBeCancelled() {
		CompletableFuture<Object> text = call((end) -> this.client.hub().later("a", end));
		text.cancel(false);
		hub().future.complete("b");
		assertThat(call((end) -> this.client.hub().add(1, 2, end))).isCompletedWithValue(3);
	}

	@Test
	void onlyASingleClientCanReturnAResult() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> hub().everybody().confirm("sure", null))
			.withMessageContaining("single");
	}

	private Hub hub() {
		return this.hubs.get(0);
	}

	/** As a coroutine calls it. */
	private static CompletableFuture<Object> call(Function<Continuation<Object>, @Nullable Object> function) {
		return FutureKt.future(GlobalScope.INSTANCE, Dispatchers.getUnconfined(), CoroutineStart.UNDISPATCHED,
				(scope, end) -> function.apply(end));
	}

	interface Receiver {

		@Nullable Object confirm(String question, Continuation<? super Boolean> end);

	}

	interface IHub extends StreamingHub<Receiver> {

		@Nullable Object add(int a, int b, Continuation<? super Integer> end);

		@Nullable Object later(String text, Continuation<? super String> end);

		@Nullable Object leave(Continuation<? super Unit> end);

		@Nullable Object ask(String question, Continuation<? super Boolean> end);

	}

	static final class Suspended implements Receiver {

		private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

		@Override
		public @Nullable Object confirm(String question, Continuation<? super Boolean> end) {
			return FutureKt.await(this.answer, end);
		}

	}

	static final class Hub extends StreamingHubBase<Receiver> implements IHub {

		private final CompletableFuture<String> future = new CompletableFuture<>();

		private int left;

		private @Nullable DisconnectReason reason;

		Receiver everybody() {
			return group().add("all").all();
		}

		@Override
		public Object add(int a, int b, Continuation<? super Integer> end) {
			return a + b;
		}

		/** The continuation runs as code of the connection. */
		@Override
		public @Nullable Object later(String text, Continuation<? super String> end) {
			CompletableFuture<String> rest = FutureKt.future(GlobalScope.INSTANCE, end.getContext(),
					CoroutineStart.UNDISPATCHED, (scope, each) -> FutureKt.await(this.future, each));
			return FutureKt.await(rest.thenApply((more) -> text + more + " of " + MDC.get("hub")), end);
		}

		@Override
		public Object leave(Continuation<? super Unit> end) {
			this.left++;
			return Unit.INSTANCE;
		}

		@Override
		public @Nullable Object ask(String question, Continuation<? super Boolean> end) {
			return client().confirm(question + "?", end);
		}

		@Override
		protected void onDisconnected(DisconnectReason why) {
			this.reason = why;
		}

	}

}
