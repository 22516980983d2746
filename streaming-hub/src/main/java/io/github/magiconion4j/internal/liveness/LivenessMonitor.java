package io.github.magiconion4j.internal.liveness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.magiconion4j.internal.roundtrip.OutstandingHeartbeats;

/**
 * Sends heartbeats to the peer of one connection and detects when it is dead. Used for
 * the heartbeats of servers and of clients. It is a single timer entry.
 * <p>
 * Three threads use it without waiting for each other. The timer thread decides: it wakes
 * at the next heartbeat or the deadline, whichever is earlier, requests the heartbeat or
 * enforces the deadline, and computes when to wake next. The sender records when a
 * heartbeat is handed to the transport. The reader records acknowledgements and signs of
 * life. Sender and reader can only move the deadline to a later time, so they need not
 * wake the timer: it checks the deadline again when it wakes, as grpc-java's
 * KeepAliveManager does.
 * <p>
 * The deadline is the timeout after the oldest unanswered heartbeat, plus the time for
 * which the process was paused or this side did not read. Heartbeats are numbered; all
 * below {@link #answered} are answered, so the oldest unanswered one has that number, and
 * its time is when it was sent. If all sent heartbeats are answered, a waiting one counts
 * from when it was due. Until the sender has tried to send that one, it counts from now:
 * this side causes the delay.
 * <p>
 * It is a superclass, not a field, to save one object per connection.
 */
public abstract class LivenessMonitor extends HeartbeatLifecycle {

	/** The state of the heartbeat that was due last. */
	private enum Due {

		/** It was sent. Its number tells whether it is answered. */
		LEFT,

		/**
		 * It waits to be sent, and nothing was read since it was due: the deadline counts
		 * from then. Leads to LEFT, or to EXCUSED at a sign of life.
		 */
		WAITING,

		/**
		 * It waits to be sent, but a sign of life was read since it was due, so no answer
		 * is outstanding, even after it is sent. Leads to LEFT, or to WAITING when the
		 * next heartbeat is due meanwhile.
		 */
		EXCUSED

	}

	private static final AtomicReferenceFieldUpdater<LivenessMonitor, Due> DUE = AtomicReferenceFieldUpdater
		.newUpdater(LivenessMonitor.class, Due.class, "due");

	private static final AtomicIntegerFieldUpdater<LivenessMonitor> ANSWERED = AtomicIntegerFieldUpdater
		.newUpdater(LivenessMonitor.class, "answered");

	/**
	 * A heartbeat that was requested up to this much after a tick has its deadline as
	 * much after a tick. The timer looks at it earlier, at the tick, when it wakes
	 * anyway: most heartbeats are answered by then. For the others it looks again at the
	 * deadline.
	 */
	private static final long A_BIT = TimeUnit.MILLISECONDS.toNanos(10);

	private final OutstandingHeartbeats heartbeats = new OutstandingHeartbeats();

	private volatile Due due = Due.LEFT;

	/** All heartbeats below this number are answered. */
	private volatile int answered;

	// Used by the timer thread only:

	/** Since when the waiting heartbeat is unanswered. */
	private long dueAt;

	/**
	 * Creates a monitor that is not started.
	 */
	protected LivenessMonitor() {
	}

	// --- what servers and clients implement

	/**
	 * The time from one heartbeat to the next.
	 * @return nanoseconds
	 */
	protected abstract long intervalNanos();

	/**
	 * How long after a heartbeat is due the peer has to give a sign of life.
	 * @return nanoseconds; zero for no timeout
	 */
	protected abstract long timeoutNanos();

	/**
	 * A heartbeat is due: send it as soon as flow control allows.
	 */
	protected abstract void requestHeartbeat();

	/**
	 * Whether flow control blocks the connection because the peer does not read. If a
	 * heartbeat waits for any other reason, this side is behind.
	 * @return {@code true} if the peer causes the wait
	 */
	protected abstract boolean isPeerBehind();

	/**
	 * How long reading was paused since a given time.
	 * @param time the time, by the timer's clock
	 * @return nanoseconds
	 */
	protected abstract long notReadingSince(long time);

	/**
	 * A heartbeat was due while the one before it still waited.
	 */
	protected abstract void skipped();

	/**
	 * The peer is dead.
	 * @param text a description of the timeout
	 */
	protected abstract void foundDead(String text);

	// --- for sender and reader

	/**
	 * The heartbeats that were sent.
	 * @return the same object at every call
	 */
	protected final OutstandingHeartbeats heartbeats() {
		return this.heartbeats;
	}

	/**
	 * Records that the next heartbeat is sent. Called by one thread at a time.
	 */
	protected final void leaves() {
		boolean excused = this.due == Due.EXCUSED;
		this.heartbeats.add(timer().now());
		if (excused) {
			answered(this.heartbeats.count());
		}
		this.due = Due.LEFT; // set after add(), so that a deadline exists at any time
	}

	/**
	 * A sign of life was read. It answers all heartbeats that were due before it, sent or
	 * still waiting.
	 */
	protected final void heard() {
		answered(this.heartbeats.count());
		if (this.due == Due.WAITING) {
			DUE.compareAndSet(this, Due.WAITING, Due.EXCUSED);
		}
	}

	/**
	 * An acknowledgement was read. It answers its heartbeat and all earlier ones.
	 * @param sequence its sequence
	 * @return the result of {@link OutstandingHeartbeats#acknowledge}
	 */
	protected final long acknowledge(short sequence) {
		long roundTrip = this.heartbeats.acknowledge(sequence, timer().now());
		answered(this.heartbeats.highest() + 1);
		return roundTrip;
	}

	/** Only ever increases the number. */
	private void answered(int upTo) {
		int known = this.answered;
		while (upTo - known > 0 && !ANSWERED.compareAndSet(this, known, upTo)) {
			known = this.answered;
		}
	}

	// --- for the timer thread

	@Override
	public final long run(long now) {
		if (!isRunning()) {
			return NEVER;
		}
		if (becomesRunning()) {
			this.due = Due.LEFT;
			answered(this.heartbeats.count());
		}
		long deadline = deadline();
		if (isOver(deadline, now) && this.due == Due.WAITING && !isPeerBehind()) {
			this.dueAt = now; // the sender has not tried to send it yet
			deadline = deadline();
		}
		if (isOver(deadline, now)) {
			if (becomesTimedOut()) { // false if the connection ended at the same time
				foundDead("heartbeat timeout: no sign of life for " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos())
						+ " ms after a heartbeat was due");
			}
			return NEVER;
		}
		long late = now - this.nextDue;
		if (late >= 0) {
			request(now);
			deadline = deadline();
		}
		if (deadline == NEVER || deadline - this.nextDue >= 0) {
			return this.nextDue;
		}
		return (late >= 0 && late < A_BIT) ? deadline - late : deadline;
	}

	private static boolean isOver(long deadline, long now) {
		return deadline != NEVER && deadline - now <= 0;
	}

	private void request(long now) {
		Due last = this.due;
		if (last == Due.LEFT) {
			this.due = Due.WAITING;
			this.dueAt = now;
		}
		else {
			skipped();
			if (last == Due.EXCUSED && DUE.compareAndSet(this, Due.EXCUSED, Due.WAITING)) {
				this.dueAt = now;
			}
		}
		requestHeartbeat();
		long interval = intervalNanos();
		this.nextDue += interval * (1 + (now - this.nextDue) / interval);
	}

	private long deadline() {
		Due last = this.due; // read before the count, since it may be sent in between
		int oldest = this.answered;
		int count = this.heartbeats.count();
		long since;
		if (oldest - count < 0) {
			since = this.heartbeats.time(oldest, NEVER);
			if (since == NEVER) { // more are unanswered than fit into the ring
				int newest = (last == Due.LEFT) ? count - 1 : count;
				since = this.dueAt - (newest - oldest) * intervalNanos();
			}
		}
		else if (last == Due.WAITING) {
			since = this.dueAt;
		}
		else {
			return NEVER;
		}
		long timeout = timeoutNanos();
		return (timeout != 0) ? since + timeout + timer().pausedSince(since) + notReadingSince(since) : NEVER;
	}

}
