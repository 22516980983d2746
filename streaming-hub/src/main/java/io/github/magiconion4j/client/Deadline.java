package io.github.magiconion4j.client;

import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Does something when a time has come, on a sending thread.
 */
final class Deadline extends TimerEntry {

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
