package io.github.magiconion4j.interop.hubs;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * Every latency since the last report, of all connections. Thread-safe: the lock is held
 * for one assignment.
 */
@Component
class LatencyLog {

	private static final int INITIAL_CAPACITY = 1024;

	private long[] micros = new long[INITIAL_CAPACITY];

	private int count;

	synchronized void add(Duration latency) {
		if (this.count == this.micros.length) {
			this.micros = Arrays.copyOf(this.micros, 2 * this.count);
		}
		this.micros[this.count++] = TimeUnit.NANOSECONDS.toMicros(latency.toNanos());
	}

	/**
	 * Takes what there is.
	 * @return count, p50, p90, p99, p99.9 and maximum in microseconds, by the same index
	 * rule as the peers' reports
	 */
	long[] report() {
		long[] sorted = take();
		Arrays.sort(sorted);
		return new long[] { sorted.length, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), at(sorted, 0.999),
				at(sorted, 1) };
	}

	private synchronized long[] take() {
		long[] taken = Arrays.copyOf(this.micros, this.count);
		this.micros = new long[INITIAL_CAPACITY];
		this.count = 0;
		return taken;
	}

	private static long at(long[] sorted, double quantile) {
		return (sorted.length == 0) ? 0 : sorted[Math.min(sorted.length - 1, (int) (quantile * sorted.length))];
	}

}
