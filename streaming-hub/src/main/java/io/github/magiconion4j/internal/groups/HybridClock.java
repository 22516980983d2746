package io.github.magiconion4j.internal.groups;

import java.time.InstantSource;
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

	/** Times above it are not accepted, so that the next one does not overflow. */
	static final long MAX = Long.MAX_VALUE / 2;

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

	/** This server has heard of an event of another one. */
	void heard(long time) {
		this.last.accumulateAndGet(time, Math::max);
	}

}
