package io.github.magiconion4j.internal.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.testing.FakeTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The calls of a hub, without a connection.
 */
class HubCallsTest {

	private final ClientThreads threads = new ClientThreads(new FakeTime().timer(), Runnable::run, Runnable::run,
			Runnable::run);

	private final SentMessages link = new SentMessages();

	/** The number -1 would mean that nobody waits. */
	@Test
	void noCallHasTheNumberOfFireAndForget() {
		callTwice(Integer.MAX_VALUE - 1);
		callTwice(-3);
		assertThat(this.link.sent).extracting((message) -> ((Request) message).messageId())
			.containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE, -2, 0);
	}

	private void callTwice(int lastId) {
		HubCalls calls = new HubCalls(this.link, this.threads, Duration.ZERO, lastId);
		ICounter hub = (ICounter) ClientContract.of(ICounter.class, new MessagePackHubSerializer())
			.hubs()
			.create(calls);
		hub.nextAsync();
		hub.nextAsync();
		assertThat(calls.pending()).isEqualTo(2);
	}

	/** Its answer may never come. */
	@Test
	@Timeout(20)
	void aCallThatTheApplicationGaveUpIsForgotten() {
		HubCalls calls = new HubCalls(this.link, this.threads, Duration.ZERO);
		ICounter hub = (ICounter) ClientContract.of(ICounter.class, new MessagePackHubSerializer())
			.hubs()
			.create(calls);
		hub.nextAsync().toCompletableFuture().cancel(true);
		ReceiverThread.run(() -> assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> hub.nextAsync().toCompletableFuture().orTimeout(10, TimeUnit.MILLISECONDS).join())
			.withCauseInstanceOf(TimeoutException.class));
		await().until(() -> calls.pending() == 0);
	}

	/** As on a machine that gives the calling thread no time for so long. */
	@Test
	void aCallWhoseTimeIsOverBeforeItIsSentFails() {
		AtomicLong now = new AtomicLong();
		AtomicInteger readings = new AtomicInteger();
		AtomicReference<HubTimer> timer = new AtomicReference<>();
		timer.set(new HubTimer(() -> {
			if (readings.decrementAndGet() == 0) {
				now.addAndGet(TimeUnit.SECONDS.toNanos(2));
				timer.get().runDue();
				timer.get().close(); // no thread is needed any more
			}
			return now.get();
		}).startOnDemand());
		HubCalls calls = new HubCalls(this.link,
				new ClientThreads(timer.get(), Runnable::run, Runnable::run, Runnable::run), Duration.ofSeconds(1));
		ICounter hub = (ICounter) ClientContract.of(ICounter.class, new MessagePackHubSerializer())
			.hubs()
			.create(calls);
		readings.set(2); // the deadline is computed, then the timer is about to start
		assertThat(hub.nextAsync().toCompletableFuture()).isCompletedExceptionally();
		assertThat(calls.pending()).isZero();
	}

	@Test
	void aReceiverMustNotWaitForTheHubThatWaitsForIt() {
		HubCalls calls = new HubCalls(this.link, this.threads, Duration.ZERO);
		HubCalls others = new HubCalls(this.link, this.threads, Duration.ZERO);
		ReceiverThread.run(others, "Ask", () -> ReceiverThread.checkMayWait(calls, "Add"));
		assertThatIllegalStateException()
			.isThrownBy(() -> ReceiverThread.run(calls, "Ask", () -> ReceiverThread.checkMayWait(calls, "Add")))
			.withMessageContaining("The receiver's Ask would wait for the hub's Add");
	}

	/** A hub that counts. */
	interface ICounter extends StreamingHub<ICounterReceiver> {

		CompletionStage<Integer> nextAsync();

	}

	/** Its receiver. */
	interface ICounterReceiver {

	}

	private static final class SentMessages implements Link {

		private final List<ClientMessage> sent = new ArrayList<>();

		@Override
		public @Nullable DisconnectReason over() {
			return null;
		}

		@Override
		public HubStatusException failure(DisconnectReason reason) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean isFull() {
			return false;
		}

		@Override
		public void send(byte[] message) {
			this.sent.add(ClientMessage.decode(message));
		}

		@Override
		public void answer(byte[] message) {
			throw new UnsupportedOperationException();
		}

	}

}
