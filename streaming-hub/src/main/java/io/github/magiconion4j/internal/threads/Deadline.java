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
	 * Schedules it, once.
	 * @param nanos for so many nanoseconds from now
	 */
	public void scheduleIn(long nanos) {
		this.threads.timer().schedule(this, this.threads.timer().now() + nanos);
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
