package io.github.magiconion4j.internal.roundtrip;

import java.time.Duration;

/**
 * What is known of the round-trip times of a connection, in nanoseconds. Written by one
 * thread, read by any.
 */
public class RoundTripTimes {

	private volatile long last;

	/** In milliseconds since 1970; 0 for never. */
	private volatile long lastReceivedAt;

	// Seven digits are enough for what is no single measurement: it saves memory.

	private volatile float minimum;

	// RFC 6298, section 2

	private volatile float smoothed;

	private volatile float variation;

	/**
	 * Makes a record of none.
	 */
	public RoundTripTimes() {
	}

	/**
	 * A round trip is over.
	 * @param roundTrip how long it took, in nanoseconds
	 * @param receivedAt when, in milliseconds since 1970
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
	 * The last one.
	 * @return its time, zero before the first
	 */
	public final Duration last() {
		return Duration.ofNanos(this.last);
	}

	/**
	 * The shortest one.
	 * @return its time, zero before the first
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
	 * When the last one was over.
	 * @return milliseconds since 1970, 0 before the first
	 */
	public final long lastReceivedAt() {
		return this.lastReceivedAt;
	}

}
