package io.github.magiconion4j.internal.heartbeat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.internal.roundtrip.OutstandingHeartbeats;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.testing.FakeConnection;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Acknowledgements, ticks, suspensions and ends in all orders that a model checker
 * (Lincheck) finds in a number of tries. The profile {@code concurrency} increases that
 * number. The model checker reports a hang if it gets no processor for some seconds, so
 * the test runs alone.
 */
@Tag("quiet")
class HeartbeatInterleavingTest {

	private static final int TRIES = Integer.getInteger("lincheck.tries", 100);

	private static final long MILLI = 1_000_000;

	@Test
	void anAcknowledgementInTimePreventsTheTimeout() {
		Lincheck.runConcurrentTest(TRIES, () -> {
			Run run = new Run();
			run.sendFirst();
			AtomicBoolean acknowledged = new AtomicBoolean();
			together(() -> {
				run.session.acknowledged((short) 0);
				acknowledged.set(true);
			}, () -> {
				run.tickAfter(10);
				boolean before = acknowledged.get();
				run.tickAfter(10); // to the deadline
				check(!(before && run.connection.isDisconnected()), "acknowledged in time, and disconnected");
			});
			check(run.session.latency().toNanos() % (10 * MILLI) == 0, "a latency that never was");
		});
	}

	@Test
	void nothingTimesOutAfterItsEnd() {
		Lincheck.runConcurrentTest(TRIES, () -> {
			Run run = new Run();
			run.sendFirst();
			AtomicBoolean timedOutBefore = new AtomicBoolean();
			together(() -> {
				run.session.stop();
				timedOutBefore.set(run.session.timedOut());
			}, () -> {
				run.tickAfter(10);
				run.tickAfter(10); // to the deadline
			}, () -> run.session.acknowledged((short) 0));
			check(run.session.timedOut() == timedOutBefore.get(), "a timeout after the end");
			check(run.session.timedOut() == run.connection.isDisconnected(), "a reason that is wrong");
			boolean disconnected = run.connection.isDisconnected();
			run.tickAfter(10);
			run.tickAfter(10);
			check(run.session.get() == null, "a heartbeat after the end");
			check(run.connection.isDisconnected() == disconnected, "a timeout after the end");
			check(run.timer.nextWake().isEmpty(), "something is scheduled after the end");
		});
	}

	@Test
	void aResumeForgetsUnansweredHeartbeats() {
		Lincheck.runConcurrentTest(TRIES, () -> {
			Run run = new Run();
			run.sendFirst();
			run.session.get();
			together(() -> {
				run.session.unregister();
				run.session.resume();
			}, () -> run.session.acknowledged((short) 0), () -> run.tickAfter(1));
			check(!run.connection.isDisconnected(), "disconnected too early");
			for (int i = 0; i < 4; i++) { // longer than what is unanswered from before
				run.tickAfter(10);
				byte[] message = run.session.get();
				check(message != null, "no heartbeat after a resume");
				run.session.acknowledged((short) (2 + i));
			}
			check(!run.connection.isDisconnected(), "blamed for what was before");
			run.tickAfter(10);
			run.session.get();
			run.tickAfter(10);
			run.tickAfter(10);
			check(run.connection.isDisconnected(), "not found dead after a resume");
		});
	}

	@Test
	void aSuspensionLastsUntilTheResume() {
		Lincheck.runConcurrentTest(TRIES, () -> {
			Run run = new Run();
			run.sendFirst();
			together(run.session::unregister, () -> run.session.acknowledged((short) 0), () -> run.tickAfter(10));
			for (int i = 0; i < 4; i++) {
				run.tickAfter(10);
			}
			check(!run.connection.isDisconnected(), "disconnected while it was suspended");
			check(run.session.get() == null, "a heartbeat while it is suspended");
		});
	}

	@Test
	void aRoundTripTimeBelongsToItsHeartbeat() {
		Lincheck.runConcurrentTest(TRIES, () -> {
			OutstandingHeartbeats outstanding = new OutstandingHeartbeats();
			for (int number = 0; number < 8; number++) {
				outstanding.add(1000 + number);
			}
			outstanding.acknowledge((short) 3, 2000); // so the ring stays small
			together(() -> {
				for (int number = 8; number < 14; number++) {
					outstanding.add(1000 + number);
				}
			}, () -> {
				for (int number : new int[] { 1, 5, 7 }) {
					long roundTrip = outstanding.acknowledge((short) number, 2000);
					check(roundTrip == OutstandingHeartbeats.LATE || roundTrip == 1000 - number,
							"the time of another heartbeat");
				}
			});
			check(outstanding.time(13, -1) == 1013, "a time that is lost");
		});
	}

	private static void check(boolean good, String otherwise) {
		if (!good) {
			throw new AssertionError(otherwise);
		}
	}

	/** Runs each on its own thread, and fails if one of them fails. */
	private static void together(Runnable... actions) {
		AtomicReference<Throwable> failed = new AtomicReference<>();
		Thread[] threads = new Thread[actions.length];
		for (int i = 0; i < threads.length; i++) {
			Runnable action = actions[i];
			threads[i] = new Thread(() -> {
				try {
					action.run();
				}
				catch (Throwable ex) {
					failed.set(ex);
				}
			});
			threads[i].start();
		}
		for (Thread thread : threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		if (failed.get() != null) {
			throw new AssertionError(failed.get().getMessage());
		}
	}

	/** A session with an interval of 10 ms and a timeout of 20 ms. */
	private static final class Run {

		private final AtomicLong now = new AtomicLong(1_000_000 * MILLI);

		private final HubTimer timer = new HubTimer(this.now::get);

		private final FakeConnection connection;

		private final HeartbeatSession session;

		Run() {
			HeartbeatEngine engine = new HeartbeatEngine(this.timer, () -> Instant.EPOCH, Runnable::run, Runnable::run,
					HeartbeatEngine.AS_CSHARP);
			this.connection = new FakeConnection(engine.heartbeats("IFakeHub", Engines.settings(10, 20, Liveness.ACK),
					null, (value) -> new byte[0], HeartbeatListener.NONE));
			this.connection.block(true); // the test takes its heartbeats
			this.session = (HeartbeatSession) this.connection.heartbeat();
		}

		void sendFirst() {
			this.session.start();
			tickAfter(10);
			this.session.get();
		}

		/** At most 10 ms: more would count as a pause of the process. */
		void tickAfter(long millis) {
			this.now.addAndGet(millis * MILLI);
			this.timer.runDue();
		}

	}

}
