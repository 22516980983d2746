package io.github.magiconion4j.interop.client;

import java.time.Duration;
import java.util.Arrays;

/**
 * Records the round-trip times of all connections, in microseconds. Thread-safe; the lock
 * is held only for one assignment.
 */
final class RoundTripLog {

	private double[] micros = new double[1 << 16];

	private int count;

	synchronized void add(Duration roundTrip) {
		if (this.count == this.micros.length) {
			this.micros = Arrays.copyOf(this.micros, 2 * this.count);
		}
		this.micros[this.count++] = roundTrip.toNanos() / 1000.0;
	}

	synchronized void clear() {
		this.count = 0;
	}

	synchronized Percentiles percentiles() {
		return Percentiles.of(Arrays.copyOf(this.micros, this.count));
	}

}
