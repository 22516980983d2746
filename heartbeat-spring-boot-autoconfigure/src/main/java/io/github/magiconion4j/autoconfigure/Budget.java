package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many of something in a minute, and no more. Thread-safe.
 */
final class Budget {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier clock;

	private final int limit;

	private long begun;

	private int taken;

	/** Taken in vain in the minutes before this one. */
	private long missing;

	/** Taken in vain in this minute. */
	private long refused;

	/**
	 * Makes a budget.
	 * @param clock a monotonic clock in nanoseconds
	 * @param limit how many there are in a minute
	 */
	Budget(LongSupplier clock, int limit) {
		this.clock = clock;
		this.limit = limit;
		this.begun = clock.getAsLong();
	}

	/** Takes one, if there is one left. */
	synchronized boolean take() {
		roll();
		if (this.taken < this.limit) {
			this.taken++;
			return true;
		}
		this.refused++;
		return false;
	}

	/** How many there were too few of in minutes that are over; told once. */
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
