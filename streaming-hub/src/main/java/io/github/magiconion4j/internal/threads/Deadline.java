package io.github.magiconion4j.internal.threads;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Does something when a time has come, on a sending thread.
 */
public final class Deadline extends TimerEntry {

	/** A user's executor that has not completed a stage after so long may be stuck. */
	public static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ClientThreads threads;

	private final Runnable action;

	private volatile long at;

	/**
	 * Makes a deadline that is not scheduled.
	 * @param threads measures the time, and runs the action
	 * @param action what to do, which must not block
	 */
	public Deadline(ClientThreads threads, Runnable action) {
		this.threads = threads;
		this.action = action;
	}

	/**
	 * Schedules it, in place of what was scheduled before.
	 * @param nanos for so many nanoseconds from now
	 */
	public void scheduleIn(long nanos) {
		this.at = this.threads.timer().now() + nanos;
		this.threads.timer().schedule(this, this.at);
	}

	/**
	 * Whether the time has come for which it was scheduled last.
	 * @return whether it has; the action may find that it was scheduled anew meanwhile
	 */
	public boolean isDue() {
		return this.threads.timer().now() - this.at >= 0;
	}

	/** Does not do it, unless that has begun. */
	public void cancel() {
		this.threads.timer().cancel(this);
	}

	@Override
	protected long run(long now) {
		this.threads.sending().execute(this.action);
		return NEVER;
	}

}
