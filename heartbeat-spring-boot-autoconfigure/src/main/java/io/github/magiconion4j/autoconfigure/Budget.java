package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A rate limiter: allows a number of events per minute, and counts the others.
 * Thread-safe.
 */
final class Budget {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier clock;

	private final int limit;

	private long begun;

	private int taken;

	/** Rejected events of previous minutes. */
	private long missing;

	/** Rejected events of the current minute. */
	private long refused;

	/**
	 * Creates a limiter.
	 * @param clock a monotonic clock in nanoseconds
	 * @param limit the number of events per minute
	 */
	Budget(LongSupplier clock, int limit) {
		this.clock = clock;
		this.limit = limit;
		this.begun = clock.getAsLong();
	}

	/** Counts an event. Returns whether it is within the limit. */
	synchronized boolean take() {
		roll();
		if (this.taken < this.limit) {
			this.taken++;
			return true;
		}
		this.refused++;
		return false;
	}

	/** Returns and resets the number of rejected events of previous minutes. */
	synchronized long missing() {
		roll();
		long known = this.missing;
		this.missing = 0;
		return known;
	}

	private void roll() {
		long now = this.clock.getAsLong();
		if (now - this.begun >= MINUTE) {
			this.begun = now;
			this.taken = 0;
			this.missing += this.refused;
			this.refused = 0;
		}
	}

}
