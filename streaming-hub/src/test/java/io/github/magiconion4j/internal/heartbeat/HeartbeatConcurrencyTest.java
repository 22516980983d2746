package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.testing.FakeConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Senders, readers, the timer and the hub access a session at the same time, on a clock
 * that the timer's thread drives: it has whole milliseconds, and below them the number of
 * the sent heartbeat, so each round-trip time shows which heartbeat it belongs to.
 */
@SuppressWarnings("ThreadPriorityCheck") // yielding causes more interleavings
class HeartbeatConcurrencyTest {

	private static final long MILLI = 1_000_000;

	private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

	private final AtomicLong millis = new AtomicLong(1_000_000);

	private final ThreadLocal<Long> belowMillis = ThreadLocal.withInitial(() -> 0L);

	/** Runs whenever the time is read. */
	private Runnable meanwhile = () -> {
	};

	private final HubTimer timer = new HubTimer(this::now);

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	private long now() {
		this.meanwhile.run();
		return this.millis.get() * MILLI + this.belowMillis.get();
	}

	@AfterEach
	void endThreads() {
		this.threads.shutdownNow();
	}

	private HeartbeatSession session(HeartbeatListener listener, Liveness liveness) {
		HeartbeatEngine engine = new HeartbeatEngine(this.timer, () -> Instant.ofEpochMilli(this.millis.get()),
				Runnable::run, Runnable::run, HeartbeatEngine.AS_CSHARP);
		FakeConnection connection = new FakeConnection(engine.heartbeats("IFakeHub", Engines.settings(10, 20, liveness),
				null, (value) -> new byte[0], listener));
		connection.block(true); // the test's sender takes its heartbeats
		return (HeartbeatSession) connection.heartbeat();
	}

	private void tick() {
		this.millis.incrementAndGet();
		this.timer.runDue();
	}

	@Test
	void latenciesAreCorrectAndNothingHappensAfterTheEnd() throws Exception {
		Random random = new Random(20261122);
		long end = System.nanoTime() + LONG_ENOUGH.toNanos();
		int measured = 0;
		do {
			Round round = new Round(random.nextLong());
			runAll(List.of(round::send, round::acknowledge, round::tick, round::control));
			assertThat(round.timeouts).hasValue(round.session.timedOut() ? 1 : 0);
			assertThat(round.session.timedOut()).isEqualTo(round.timedOutAtStop);
			measured += round.measured;
		}
		while (System.nanoTime() - end < 0);
		this.timer.runDue();
		assertThat(this.timer.nextWake()).isEmpty();
		assertThat(measured).isPositive();
	}

	@Test
	void anAcknowledgementDuringAResumeRestoresNoOldState() throws Exception {
		long end = System.nanoTime() + LONG_ENOUGH.toNanos();
		do {
			HeartbeatSession session = session(HeartbeatListener.NONE, Liveness.ACK);
			session.start();
			session.get();
			session.get();
			session.get();
			session.unregister();
			this.timer.runDue();
			this.millis.addAndGet(1000);
			AtomicInteger ready = new AtomicInteger();
			runAll(List.of(() -> {
				together(ready);
				session.acknowledged((short) 1);
				return null;
			}, () -> {
				together(ready);
				session.resume();
				return null;
			}));
			for (int i = 0; i < 10; i++) {
				tick();
			}
			assertThat(session.timedOut()).isFalse();
			session.stop();
		}
		while (System.nanoTime() - end < 0);
	}

	@Test
	void aConnectionThatEndsDuringTheTimeoutCheckDoesNotTimeOut() {
		for (Consumer<HeartbeatSession> end : List.<Consumer<HeartbeatSession>>of(HeartbeatSession::stop,
				HeartbeatSession::unregister)) {
			HeartbeatSession session = session(HeartbeatListener.NONE, Liveness.ACK);
			session.start();
			this.millis.addAndGet(10);
			session.run(now());
			this.millis.addAndGet(20);
			long deadline = now();
			this.meanwhile = () -> end.accept(session);
			assertThat(session.run(deadline)).isEqualTo(Long.MIN_VALUE);
			this.meanwhile = () -> {
			};
			assertThat(session.timedOut()).isFalse();
		}
	}

	private static void together(AtomicInteger ready) {
		ready.incrementAndGet();
		while (ready.get() < 2) {
			Thread.onSpinWait();
		}
	}

	private void runAll(List<Callable<Void>> tasks) throws Exception {
		for (Future<Void> task : this.threads.invokeAll(tasks)) {
			task.get();
		}
	}

	/** The life of one session. */
	private final class Round implements HeartbeatListener {

		private final HeartbeatSession session = session(this, Liveness.ANY_MESSAGE);

		private final long seed;

		private final AtomicInteger timeouts = new AtomicInteger();

		private volatile int sent;

		private volatile boolean stopped;

		private volatile boolean over;

		private boolean timedOutAtStop;

		// Only used by the reading thread:

		private int acknowledging;

		private int measured;

		Round(long seed) {
			this.seed = seed;
			this.session.start();
		}

		Void send() {
			int number = 0;
			while (!this.over) {
				boolean mayNot = this.stopped;
				HeartbeatConcurrencyTest.this.belowMillis.set((long) number);
				byte[] message = this.session.get();
				assertThat(mayNot && message != null).as("a heartbeat after the end").isFalse();
				if (message != null) {
					this.sent = ++number;
				}
				Thread.yield();
			}
			HeartbeatConcurrencyTest.this.belowMillis.remove();
			return null;
		}

		Void acknowledge() {
			Random random = new Random(this.seed);
			HeartbeatConcurrencyTest.this.belowMillis.set(MILLI); // later than any sender
			while (!this.over) {
				this.acknowledging = this.sent - 1 - random.nextInt(10);
				if (this.acknowledging >= 0) {
					this.session.messageReceived();
					this.session.acknowledged((short) this.acknowledging);
				}
				if (random.nextInt(4) == 0) {
					Thread.yield();
				}
			}
			HeartbeatConcurrencyTest.this.belowMillis.remove();
			return null;
		}

		Void tick() {
			while (!this.over) {
				HeartbeatConcurrencyTest.this.tick();
				Thread.yield();
			}
			return null;
		}

		Void control() {
			Random random = new Random(this.seed + 1);
			for (int i = random.nextInt(30); i > 0; i--) {
				switch (random.nextInt(8)) {
					case 0 -> this.session.unregister();
					case 1, 2 -> this.session.resume();
					default -> Thread.yield();
				}
			}
			this.session.stop();
			this.timedOutAtStop = this.session.timedOut();
			this.stopped = true;
			long until = HeartbeatConcurrencyTest.this.millis.get() + 50;
			while (HeartbeatConcurrencyTest.this.millis.get() < until) {
				Thread.yield();
			}
			this.over = true;
			return null;
		}

		@Override
		public void acknowledged(HubContext connection, long roundTripNanos) {
			assertThat(roundTripNanos).isPositive();
			assertThat(Math.floorMod(-roundTripNanos, MILLI)).isEqualTo(this.acknowledging);
			this.measured++;
		}

		@Override
		public void timedOut(HubContext connection) {
			this.timeouts.incrementAndGet();
		}

	}

}
