package io.github.magiconion4j.internal.roundtrip;

import java.time.Duration;

/**
 * Statistics of a connection's round-trip times, in nanoseconds. Written by one thread,
 * read by any.
 */
public class RoundTripTimes {

	private volatile long last;

	/** In milliseconds since 1970; 0 for never. */
	private volatile long lastReceivedAt;

	// float: seven digits are enough for statistics, and it saves memory.

	private volatile float minimum;

	// RFC 6298, section 2

	private volatile float smoothed;

	private volatile float variation;

	/**
	 * Creates empty statistics.
	 */
	public RoundTripTimes() {
	}

	/**
	 * Records a round trip.
	 * @param roundTrip its duration in nanoseconds
	 * @param receivedAt when it ended, in milliseconds since 1970
	 */
	public final void measured(long roundTrip, long receivedAt) {
		if (this.lastReceivedAt == 0) {
			this.smoothed = roundTrip;
			this.variation = roundTrip / 2f;
			this.minimum = roundTrip;
		}
		else {
			this.variation = this.variation * 0.75f + Math.abs(this.smoothed - roundTrip) * 0.25f;
			this.smoothed = this.smoothed * 0.875f + roundTrip * 0.125f;
			this.minimum = Math.min(this.minimum, (float) roundTrip);
		}
		this.last = roundTrip;
		this.lastReceivedAt = receivedAt;
	}

	/**
	 * The last round-trip time.
	 * @return the time; zero if there is none
	 */
	public final Duration last() {
		return Duration.ofNanos(this.last);
	}

	/**
	 * The shortest round-trip time.
	 * @return the time; zero if there is none
	 */
	public final Duration minimum() {
		return Duration.ofNanos((long) this.minimum);
	}

	/**
	 * SRTT of RFC 6298.
	 * @return the smoothed time, zero before the first
	 */
	public final Duration smoothed() {
		return Duration.ofNanos((long) this.smoothed);
	}

	/**
	 * RTTVAR of RFC 6298.
	 * @return the mean deviation, zero before the first
	 */
	public final Duration variation() {
		return Duration.ofNanos((long) this.variation);
	}

	/**
	 * When the last round trip ended.
	 * @return milliseconds since 1970; 0 if there is none
	 */
	public final long lastReceivedAt() {
		return this.lastReceivedAt;
	}

}
