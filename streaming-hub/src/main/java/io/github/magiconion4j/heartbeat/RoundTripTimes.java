package io.github.magiconion4j.heartbeat;

import java.time.Duration;

/**
 * What is known of the round-trip times of a connection, in nanoseconds. Written by one
 * thread, read by any.
 */
class RoundTripTimes {

	private volatile long last;

	/** By the server's clock, in milliseconds since 1970; 0 for never. */
	private volatile long lastReceivedAt;

	// Seven digits are enough for what is no single measurement: it saves memory.

	private volatile float minimum;

	// RFC 6298, section 2

	private volatile float smoothed;

	private volatile float variation;

	/** A round trip is over. */
	final void measured(long roundTrip, long receivedAt) {
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

	final Duration last() {
		return Duration.ofNanos(this.last);
	}

	final Duration minimum() {
		return Duration.ofNanos((long) this.minimum);
	}

	final Duration smoothed() {
		return Duration.ofNanos((long) this.smoothed);
	}

	final Duration variation() {
		return Duration.ofNanos((long) this.variation);
	}

	final long lastReceivedAt() {
		return this.lastReceivedAt;
	}

}
