package io.github.magiconion4j.client;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Does something when a time has come, on a sending thread.
 */
final class Deadline extends TimerEntry {

	/** A user's executor that has not completed a stage after so long may be stuck. */
	static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ClientRuntime runtime;

	private final Runnable action;

	Deadline(ClientRuntime runtime, Runnable action) {
		this.runtime = runtime;
		this.action = action;
	}

	/** Schedules it for so many nanoseconds from now. */
	void scheduleIn(long nanos) {
		this.runtime.timer().schedule(this, this.runtime.timer().now() + nanos);
	}

	void cancel() {
		this.runtime.timer().cancel(this);
	}

	@Override
	protected long run(long now) {
		this.runtime.execute(this.action);
		return NEVER;
	}

}
