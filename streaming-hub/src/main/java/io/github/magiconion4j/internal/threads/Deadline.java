package io.github.magiconion4j.internal.threads;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Runs an action at a given time, on a sending thread.
 */
public final class Deadline extends TimerEntry {

	/**
	 * An executor of the application that has not completed a stage after this time may
	 * be stuck.
	 */
	public static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ClientThreads threads;

	private final Runnable action;

	private volatile long at;

	/**
	 * Creates a deadline that is not scheduled.
	 * @param threads has the timer, and runs the action
	 * @param action the action, which must not block
	 */
	public Deadline(ClientThreads threads, Runnable action) {
		this.threads = threads;
		this.action = action;
	}

	/**
	 * Schedules the action, or reschedules it.
	 * @param nanos the delay in nanoseconds
	 */
	public void scheduleIn(long nanos) {
		this.at = this.threads.timer().now() + nanos;
		this.threads.timer().schedule(this, this.at);
	}

	/**
	 * Whether the scheduled time has passed. An action that was started before it was
	 * rescheduled can use this to recognize that.
	 * @return {@code true} if it has
	 */
	public boolean isDue() {
		return this.threads.timer().now() - this.at >= 0;
	}

	/** Cancels the action, unless it has been started. */
	public void cancel() {
		this.threads.timer().cancel(this);
	}

	@Override
	protected long run(long now) {
		this.threads.sending().execute(this.action);
		return NEVER;
	}

}
