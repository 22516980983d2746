package io.github.magiconion4j.interop.hubs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.springframework.stereotype.Component;

/**
 * Records all latencies of all connections since the last report. Thread-safe; the lock
 * is held only for one assignment.
 */
@Component
class LatencyLog {

	/** The size of a chunk. A single growing array would have to be copied repeatedly. */
	private static final int CHUNK = 1 << 16;

	private List<long[]> chunks = new ArrayList<>();

	/** The number of values in the last chunk. */
	private int count = CHUNK;

	synchronized void add(Duration latency) {
		if (this.count == CHUNK) {
			this.chunks.add(new long[CHUNK]);
			this.count = 0;
		}
		this.chunks.get(this.chunks.size() - 1)[this.count++] = TimeUnit.NANOSECONDS.toMicros(latency.toNanos());
	}

	/**
	 * Returns and removes the recorded values.
	 * @return count, p50, p90, p99, p99.9 and maximum in microseconds, by the same index
	 * rule as in the peers' reports
	 */
	long[] report() {
		long[] sorted = take().sorted().toArray();
		return new long[] { sorted.length, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), at(sorted, 0.999),
				at(sorted, 1) };
	}

	private synchronized LongStream take() {
		List<long[]> taken = this.chunks;
		long size = (long) taken.size() * CHUNK - CHUNK + this.count;
		this.chunks = new ArrayList<>();
		this.count = CHUNK;
		return taken.stream().flatMapToLong(LongStream::of).limit(Math.max(0, size));
	}

	private static long at(long[] sorted, double quantile) {
		return (sorted.length == 0) ? 0 : sorted[Math.min(sorted.length - 1, (int) (quantile * sorted.length))];
	}

}
