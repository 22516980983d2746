package io.github.magiconion4j.internal.liveness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.magiconion4j.internal.roundtrip.OutstandingHeartbeats;

/**
 * Sends heartbeats to the peer of one connection and finds out when it is dead: for a
 * server's heartbeats and a client's, all of it in one entry of the timer.
 * <p>
 * Three threads meet here and none waits for another. The timer's thread decides: it
 * wakes at the next heartbeat or the deadline, whichever is earlier, requests the one,
 * enforces the other, and works out anew when to wake. Whoever sends notes when a
 * heartbeat leaves. Whoever reads notes acknowledgements and signs of life. The last two
 * only ever move the deadline to a later time, so they need not wake the timer: it looks
 * again when it wakes, as grpc-java's KeepAliveManager does.
 * <p>
 * The deadline is the timeout after the oldest heartbeat that no sign of life has
 * answered, and later by as long as the process stood still or this side did not read
 * meanwhile. Heartbeats have numbers; all below {@link #answered} are answered, so the
 * oldest is the one of that number, and it counts from when it left. If all that left are
 * answered, one that waits to leave counts from when it was due. While nobody has tried
 * to send that one, it counts from now: the wait is this side's own fault.
 * <p>
 * It is a superclass, not a part, to save each connection an object.
 */
public abstract class LivenessMonitor extends HeartbeatLifecycle {

	/** What is known of the heartbeat that was due last. */
	private enum Due {

		/** It has left. What of it is unanswered is told by its number. */
		LEFT,

		/**
		 * It has not left yet, and nothing was heard since it was due: the deadline
		 * counts from then. Leads to LEFT, or to EXCUSED when a sign of life comes.
		 */
		WAITING,

		/**
		 * It has not left yet, but the peer was heard since it was due, so there is
		 * nothing to answer, also when it leaves. Leads to LEFT, or to WAITING when the
		 * next heartbeat is due meanwhile.
		 */
		EXCUSED

	}

	private static final AtomicReferenceFieldUpdater<LivenessMonitor, Due> DUE = AtomicReferenceFieldUpdater
		.newUpdater(LivenessMonitor.class, Due.class, "due");

	private static final AtomicIntegerFieldUpdater<LivenessMonitor> ANSWERED = AtomicIntegerFieldUpdater
		.newUpdater(LivenessMonitor.class, "answered");

	private final OutstandingHeartbeats heartbeats = new OutstandingHeartbeats();

	private volatile Due due = Due.LEFT;

	/** All heartbeats below this number are answered. */
	private volatile int answered;

	// Of the timer's thread:

	/** Since when the heartbeat that waits is unanswered. */
	private long dueAt;

	/**
	 * Makes a monitor that is not started.
	 */
	protected LivenessMonitor() {
	}

	// --- what differs from one kind of connection to the other

	/**
	 * The time from one heartbeat to the next.
	 * @return nanoseconds
	 */
	protected abstract long intervalNanos();

	/**
	 * How long after a heartbeat was due a sign of life may come.
	 * @return nanoseconds, zero for any time
	 */
	protected abstract long timeoutNanos();

	/**
	 * A heartbeat is due: it is to leave as soon as the connection takes it.
	 */
	protected abstract void requestHeartbeat();

	/**
	 * Whether the transport takes no bytes, because the peer does not read: if a
	 * heartbeat waits otherwise, it is this side that is behind.
	 * @return whether the peer is to blame for the wait
	 */
	protected abstract boolean isPeerBehind();

	/**
	 * How long this side has not been reading since a time.
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
	 * @param text what to tell of it
	 */
	protected abstract void foundDead(String text);

	// --- what sender and reader say

	/**
	 * The heartbeats that have left.
	 * @return the same object at every call
	 */
	protected final OutstandingHeartbeats heartbeats() {
		return this.heartbeats;
	}

	/**
	 * The next heartbeat leaves now. Called by one thread at a time.
	 */
	protected final void leaves() {
		boolean excused = this.due == Due.EXCUSED;
		this.heartbeats.add(timer().now());
		if (excused) {
			answered(this.heartbeats.count());
		}
		this.due = Due.LEFT; // after it was added: some deadline is known at any time
	}

	/**
	 * A sign of life was read: it answers for all that was due before it, whether that
	 * has left or still waits.
	 */
	protected final void heard() {
		answered(this.heartbeats.count());
		if (this.due == Due.WAITING) {
			DUE.compareAndSet(this, Due.WAITING, Due.EXCUSED);
		}
	}

	/**
	 * An acknowledgement was read: it answers for its heartbeat and all before that one.
	 * @param sequence the sequence that it names
	 * @return its round-trip time in nanoseconds, or what is wrong with it, as
	 * {@link OutstandingHeartbeats#acknowledge} says
	 */
	protected final long acknowledge(short sequence) {
		long roundTrip = this.heartbeats.acknowledge(sequence, timer().now());
		answered(this.heartbeats.highest() + 1);
		return roundTrip;
	}

	/** Never takes back what another thread knows. */
	private void answered(int upTo) {
		int known = this.answered;
		while (upTo - known > 0 && !ANSWERED.compareAndSet(this, known, upTo)) {
			known = this.answered;
		}
	}

	// --- what the timer's thread does

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
			this.dueAt = now; // nobody has tried to send it yet
			deadline = deadline();
		}
		if (isOver(deadline, now)) {
			if (becomesTimedOut()) { // not ended meanwhile
				foundDead("heartbeat timeout: no sign of life for " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos())
						+ " ms after a heartbeat was due");
			}
			return NEVER;
		}
		if (this.nextDue - now <= 0) {
			request(now);
			deadline = deadline();
		}
		return (deadline != NEVER && deadline - this.nextDue < 0) ? deadline : this.nextDue;
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
		Due last = this.due; // before the count: it may leave in between
		int oldest = this.answered;
		int count = this.heartbeats.count();
		long since;
		if (oldest - count < 0) {
			since = this.heartbeats.time(oldest, NEVER);
			if (since == NEVER) { // more are unanswered than are remembered
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
