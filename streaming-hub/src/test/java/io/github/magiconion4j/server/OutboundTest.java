package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is sent when to connections that have more to send than gRPC takes, and share a
 * thread of the transport.
 */
class OutboundTest {

	private static final int FULL = 32 * 1024;

	private static final int SIZE = 20;

	private static final byte[] HEARTBEAT = new byte[SIZE];

	private final FakeTime time = new FakeTime();

	private SendTurns turnsOfThread = new SendTurns(this.time.timer());

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final Client one = new Client();

	private final Client another = new Client();

	@Test
	void whatGrpcHasLeavesBeforeItGetsMore() {
		this.one.flood();
		assertThat(this.one.call.bytesUnderWay()).isBetween(FULL, FULL + SIZE);

		this.one.leaveAll(1);
		assertThat(this.one.call.bytesUnderWay()).isEqualTo(SIZE);

		this.one.leaveAll(0);
		assertThat(this.one.call.bytesUnderWay()).isBetween(FULL, FULL + SIZE);
	}

	@Test
	void oneBurstIsUnderWayAtATime() {
		floodBoth();
		for (int i = 0; i < 5; i++) {
			assertThat(this.one.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
			assertThat(this.another.call.bytesUnderWay()).isZero();
			this.one.leaveAll(0);
			assertThat(this.one.call.bytesUnderWay()).isZero();
			assertThat(this.another.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
			this.another.leaveAll(0);
		}
	}

	@Test
	void heartbeatsWaitForNoTurn() {
		floodBoth();
		this.another.outbound.requestHeartbeat();
		this.another.outbound.drain();
		assertThat(this.another.call.underWay()).containsExactly(HEARTBEAT);
		this.another.leaveAll(0);

		this.one.leaveAll(0);
		assertThat(this.another.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
	}

	@Test
	void whoeverDoesNotReadLosesTheTurn() {
		floodBoth();
		this.time.advance(Duration.ofMillis(9));
		runTasks();
		assertThat(this.another.call.bytesUnderWay()).isZero();

		this.time.advance(Duration.ofMillis(10));
		runTasks();
		assertThat(this.another.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);

		this.another.leaveAll(0);
		assertThat(this.another.call.bytesUnderWay()).as("it shares with nobody").isGreaterThanOrEqualTo(FULL);
		this.one.leaveAll(0);
		this.another.leaveAll(0);
		assertThat(this.one.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
	}

	@Test
	void whoeverIsCalledByAnotherThreadGivesTheTurnUp() {
		floodBoth();
		this.turnsOfThread = new SendTurns(this.time.timer());
		this.one.leaveAll(0);
		assertThat(this.one.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
		assertThat(this.another.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
	}

	@Test
	void whoeverEndsGivesTheTurnUp() {
		floodBoth();
		this.one.outbound.close(Status.OK);
		runTasks();
		assertThat(this.another.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
	}

	@Test
	void whoeverEndedGetsNoTurn() {
		floodBoth();
		this.another.outbound.abandon();
		this.one.leaveAll(0);
		assertThat(this.one.call.bytesUnderWay()).isGreaterThanOrEqualTo(FULL);
		assertThat(this.another.call.bytesUnderWay()).isZero();
	}

	@Test
	void littleIsSentAtOnceAgainAfterAFlood() {
		this.one.flood();
		this.another.flood();
		while (this.one.call.bytesUnderWay() + this.another.call.bytesUnderWay() > 0) {
			this.one.leaveAll(0);
			this.another.leaveAll(0);
		}
		assertThat(this.one.call.left()).hasSize(Client.MESSAGES);
		assertThat(this.another.call.left()).hasSize(Client.MESSAGES);

		this.one.outbound.send(message(1));
		this.one.outbound.send(message(2));
		this.another.outbound.send(message(3));
		assertThat(this.one.call.underWay()).hasSize(2);
		assertThat(this.another.call.underWay()).hasSize(1);
	}

	/** The threads are those of the application, of the transport, and of sending. */
	@Test
	void nothingIsLostAndNothingIsSwappedWhateverTheThreadsDo() throws Exception {
		int messages = 200_000;
		ExecutorService sending = Executors.newFixedThreadPool(2);
		ExecutorService threads = Executors.newCachedThreadPool();
		try (HubTimer timer = new HubTimer(System::nanoTime).start()) {
			SendTurns shared = new SendTurns(timer);
			List<FakeCall> calls = new ArrayList<>();
			List<Outbound> outbounds = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				FakeCall call = new FakeCall();
				Outbound outbound = new Outbound(call, new Beating(), sending, () -> shared, timer,
						ServerSettings.DEFAULTS, new NoEvents());
				outbound.open();
				calls.add(call);
				outbounds.add(outbound);
				threads.execute(() -> {
					for (int k = 0; k < messages; k++) {
						outbound.send(message(k));
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
				await().atMost(Duration.ofMinutes(1)).until(() -> numbers(call.left()).size() == messages);
				assertThat(numbers(call.left())).isSorted();
			}
		}
		finally {
			threads.shutdownNow();
			sending.shutdownNow();
			assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		}
	}

	private static byte[] message(int number) {
		byte[] message = new byte[SIZE];
		message[0] = 1;
		message[1] = (byte) (number >> 16);
		message[2] = (byte) (number >> 8);
		message[3] = (byte) number;
		return message;
	}

	/** Of all that are not heartbeats or the marker. */
	private static List<Integer> numbers(List<byte[]> messages) {
		return messages.stream()
			.filter((message) -> message.length == SIZE && message[0] == 1)
			.map((message) -> (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | (message[3] & 0xff))
			.toList();
	}

	/** The first has its turn then, and the other waits for its own. */
	private void floodBoth() {
		this.one.flood();
		this.another.flood();
		this.one.leaveAll(0);
		this.another.leaveAll(0);
	}

	private void runTasks() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	private final class Client {

		static final int MESSAGES = 20_000;

		final FakeCall call = new FakeCall();

		final Outbound outbound = new Outbound(this.call, new Beating(), OutboundTest.this.tasks::add,
				() -> OutboundTest.this.turnsOfThread, OutboundTest.this.time.timer(), ServerSettings.DEFAULTS,
				new NoEvents());

		Client() {
			this.outbound.open();
			leaveAll(0);
		}

		void flood() {
			int before = this.call.left().size();
			assertThat(before).as("the marker").isEqualTo(1);
			for (int i = 1; i < MESSAGES; i++) {
				this.outbound.send(message(i));
			}
			runTasks();
		}

		/** All but so many messages leave. */
		void leaveAll(int but) {
			boolean ready = false;
			while (this.call.underWay().size() > but) {
				ready |= this.call.leaveOne();
			}
			if (ready) {
				this.outbound.ready();
			}
			runTasks();
		}

	}

	private static final class NoEvents implements Outbound.Events {

		@Override
		public void closed() {
		}

		@Override
		public void failed(Throwable failure) {
		}

		@Override
		public void noProgress() {
		}

	}

	private static final class Beating implements ConnectionHeartbeat {

		@Override
		public byte[] next() {
			return HEARTBEAT;
		}

		@Override
		public HeartbeatFeature feature() {
			return ConnectionHeartbeat.NONE.feature();
		}

		@Override
		public void start() {
		}

		@Override
		public void messageReceived() {
		}

		@Override
		public void acknowledged(short sequence) {
		}

		@Override
		public void stop() {
		}

	}

}
