package io.github.magiconion4j.internal.timer;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The recent pauses of something, as time spans of a monotonic clock in nanoseconds. One
 * thread at a time begins and ends pauses; any thread may read them without blocking.
 * <p>
 * At most 8 pauses are kept. To make room, the two that are closest together, relative to
 * their age, are merged. So the result of {@link #since} may be too long, but within the
 * last hour never too short: a deadline that depends on it may be late, but no peer is
 * declared dead too early.
 */
public final class Pauses {

	private static final int REMEMBERED = 8;

	private static final long FORGOTTEN_AFTER = TimeUnit.HOURS.toNanos(1);

	private static final long[] NONE = {};

	/**
	 * Start and end of each pause, oldest first. A current pause has only a start.
	 */
	private volatile long[] spans = NONE;

	/**
	 * Creates an empty record.
	 */
	public Pauses() {
	}

	/**
	 * A pause starts.
	 * @param now the time
	 */
	public void begin(long now) {
		if (this.spans.length == 2 * REMEMBERED) {
			this.spans = fewer(this.spans, now);
		}
		append(now);
	}

	/**
	 * The pause ends.
	 * @param now when
	 */
	public void end(long now) {
		append(now);
	}

	/**
	 * The total length of the pauses between a time and now.
	 * @param time the earlier time
	 * @param now the current time
	 * @return nanoseconds
	 */
	public long since(long time, long now) {
		long[] known = this.spans;
		long sum = 0;
		for (int i = 0; i < known.length; i += 2) {
			long begin = known[i];
			long end = (i + 1 < known.length) ? known[i + 1] : now;
			sum += Math.max(0, end - ((begin - time < 0) ? time : begin));
		}
		return sum;
	}

	private void append(long time) {
		long[] longer = Arrays.copyOf(this.spans, this.spans.length + 1);
		longer[longer.length - 1] = time;
		this.spans = longer;
	}

	private static long[] fewer(long[] known, long now) {
		if (now - known[1] > FORGOTTEN_AFTER) {
			return Arrays.copyOfRange(known, 2, known.length);
		}
		int joined = 0;
		double closest = Double.MAX_VALUE;
		for (int i = 0; i + 2 < known.length; i += 2) {
			double gap = (double) (known[i + 2] - known[i + 1]) / Math.max(1, now - known[i + 1]);
			if (gap < closest) {
				closest = gap;
				joined = i;
			}
		}
		long[] fewer = new long[known.length - 2];
		System.arraycopy(known, 0, fewer, 0, joined);
		System.arraycopy(known, joined + 2, fewer, joined, fewer.length - joined);
		fewer[joined] -= known[joined + 1] - known[joined];
		return fewer;
	}

}
