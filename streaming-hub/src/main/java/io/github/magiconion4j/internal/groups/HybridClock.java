package io.github.magiconion4j.internal.groups;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hybrid logical clock: tells which of two events on different servers is newer. An
 * event always has a higher time than those that its server knew of, even if the clocks
 * of the servers differ. Thread-safe.
 * <p>
 * See S. Kulkarni and others, "Logical Physical Clocks", OPODIS 2014. Here both parts are
 * one number, about the milliseconds since 1970.
 */
final class HybridClock {

	/** How much the clock of another server may be ahead of this one's. */
	private static final long AHEAD_MILLIS = TimeUnit.DAYS.toMillis(1);

	private final InstantSource wallClock;

	private final AtomicLong last = new AtomicLong();

	HybridClock(InstantSource wallClock) {
		this.wallClock = wallClock;
	}

	/** The time of a new event. */
	long next() {
		long now = this.wallClock.millis();
		return this.last.updateAndGet((before) -> Math.max(before + 1, now));
	}

	/**
	 * This server has heard of an event of another one.
	 * @return {@code false} if it is too far in the future to be true
	 */
	boolean heard(long time) {
		if (time > this.wallClock.millis() + AHEAD_MILLIS) {
			return false;
		}
		this.last.accumulateAndGet(time, Math::max);
		return true;
	}

}
