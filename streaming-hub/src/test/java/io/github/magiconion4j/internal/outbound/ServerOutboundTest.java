package io.github.magiconion4j.internal.outbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.outbound.FloodedClient.Loop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is sent, and when, on a connection with more messages than gRPC buffers.
 */
class ServerOutboundTest {

	private static final int FULL = FloodedClient.FULL;

	private static final int SIZE = FloodedClient.SIZE;

	private static final int MESSAGES = 20_000;

	private final Loop loop = new Loop();

	private final FloodedClient client = new FloodedClient(this.loop);

	@Test
	void gRpcSendsItsBufferBeforeItGetsMore() {
		this.client.flood(MESSAGES, SIZE);
		assertThat(this.client.call.bytesUnderWay()).isBetween(FULL, FULL + SIZE);

		this.client.leaveAllBut(1);
		assertThat(this.client.call.bytesUnderWay()).isEqualTo(SIZE);

		this.client.leave();
		assertThat(this.client.call.bytesUnderWay()).isBetween(FULL, FULL + SIZE);
	}

	@Test
	void readinessIsNotCheckedWithoutMessages() {
		FakeCall call = new FakeCall();
		call.setOnReadyThreshold(0); // never ready
		HubTimer timer = this.loop.time.timer();
		ServerOutbound outbound = FloodedClient.outbound(call, this.loop, () -> this.loop.scheduler, timer);
		outbound.open();
		assertThat(outbound.isBlocked()).isFalse();
		assertThat(timer.nextWake()).as("nobody looks whether the client reads").isEmpty();
		outbound.send(FloodedClient.message(1, SIZE), false);
		assertThat(outbound.isBlocked()).isTrue();
		assertThat(timer.nextWake()).isPresent();
	}

	@Test
	void heartbeatsAreNotScheduled() {
		new FloodedClient(this.loop).flooded(MESSAGES, SIZE);
		new FloodedClient(this.loop).flooded(MESSAGES, SIZE);
		this.client.flooded(MESSAGES, SIZE);
		assertThat(this.client.call.underWay()).as("the loop has no time").isEmpty();

		this.client.outbound.requestHeartbeat();
		this.client.outbound.drain();
		assertThat(this.client.call.underWay()).containsExactly(FloodedClient.HEARTBEAT);
		this.client.leave();

		this.loop.advanceMillis(10);
		assertThat(this.client.hasBurst()).isTrue();
	}

	@Test
	void answersToHeartbeatsAreNotScheduledEither() {
		new FloodedClient(this.loop).flooded(MESSAGES, SIZE);
		new FloodedClient(this.loop).flooded(MESSAGES, SIZE);
		this.client.flooded(MESSAGES, SIZE);
		byte[] answer = new byte[SIZE];
		this.client.outbound.send(answer, true);
		assertThat(this.client.call.underWay()).containsExactly(answer);
	}

	@Test
	void oneAnswerIsSentBeforeTheQueuedMessages() {
		byte[] first = new byte[SIZE];
		byte[] second = new byte[SIZE];
		this.client.flood(MESSAGES, SIZE);
		this.client.outbound.send(first, true);
		this.client.outbound.send(second, true);
		this.client.leave();
		assertThat(this.client.call.underWay().get(0)).isSameAs(first);
		while (this.client.call.bytesUnderWay() > 0) {
			this.client.leave();
		}
		assertThat(this.client.call.left().get(this.client.call.left().size() - 1)).isSameAs(second);
		assertThat(FloodedClient.numbers(this.client.call.left())).hasSize(MESSAGES).isSorted();
		assertThat(this.client.outbound.backlog().bytes()).isZero();
	}

	@Test
	void anAnswerThatIsNotSentIsPartOfTheBacklog() {
		this.client.flood(MESSAGES, SIZE);
		long before = this.client.outbound.backlog().bytes();
		this.client.outbound.send(new byte[SIZE], true);
		assertThat(this.client.outbound.backlog().bytes()).isEqualTo(before + SIZE + Backlog.OVERHEAD);
	}

	@Test
	void fewMessagesAreSentImmediatelyAfterAFlood() {
		FloodedClient another = new FloodedClient(this.loop);
		this.client.flood(MESSAGES, SIZE);
		another.flood(MESSAGES, SIZE);
		while (this.client.call.bytesUnderWay() + another.call.bytesUnderWay() > 0) {
			this.client.leave();
			another.leave();
		}
		assertThat(FloodedClient.numbers(this.client.call.left())).hasSize(MESSAGES).isSorted();
		assertThat(FloodedClient.numbers(another.call.left())).hasSize(MESSAGES).isSorted();

		this.client.outbound.send(FloodedClient.message(1, SIZE), false);
		this.client.outbound.send(FloodedClient.message(2, SIZE), false);
		another.outbound.send(FloodedClient.message(3, SIZE), false);
		assertThat(this.client.call.underWay()).hasSize(2);
		assertThat(another.call.underWay()).hasSize(1);
	}

	@Test
	void aRejectedTaskIsSentALittleLater() {
		this.client.flooded(MESSAGES, SIZE);
		for (int i = 0; i < 3; i++) {
			this.loop.rejections = 2;
			this.client.leave();
			assertThat(this.client.call.underWay()).isEmpty();
			this.loop.advanceMillis(250);
			assertThat(this.client.hasBurst()).isTrue();
		}
	}

	/** The threads of the application, of the transport, and of sending. */
	@Test
	void messagesAreNeitherLostNorReordered() throws Exception {
		int messages = 200_000;
		ExecutorService sending = Executors.newFixedThreadPool(2);
		ExecutorService threads = Executors.newCachedThreadPool();
		try (HubTimer timer = new HubTimer(System::nanoTime).start()) {
			WriteScheduler shared = new WriteScheduler(timer);
			List<FakeCall> calls = new ArrayList<>();
			List<ServerOutbound> outbounds = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				FakeCall call = new FakeCall();
				ServerOutbound outbound = FloodedClient.outbound(call, sending, () -> shared, timer);
				outbound.open();
				calls.add(call);
				outbounds.add(outbound);
				threads.execute(() -> {
					for (int k = 0; k < messages; k++) {
						outbound.send(FloodedClient.message(k, SIZE), false);
						if (k % 100 == 0) {
							outbound.requestHeartbeat();
							outbound.drain();
						}
					}
				});
			}
			threads.execute(() -> {
				while (!Thread.currentThread().isInterrupted()) {
					for (int i = 0; i < calls.size(); i++) {
						for (int k = 0; k < 1000; k++) {
							if (calls.get(i).leaveOne()) {
								outbounds.get(i).ready();
							}
						}
					}
				}
			});
			for (FakeCall call : calls) {
				await().atMost(Duration.ofMinutes(1))
					.until(() -> FloodedClient.numbers(call.left()).size() == messages);
				assertThat(FloodedClient.numbers(call.left())).isSorted();
			}
		}
		finally {
			threads.shutdownNow();
			sending.shutdownNow();
			assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		}
	}

}
