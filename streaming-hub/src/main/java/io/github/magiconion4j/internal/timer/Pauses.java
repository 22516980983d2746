package io.github.magiconion4j.internal.timer;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The recent pauses of something, as time spans of a monotonic clock in nanoseconds. One
 * thread at a time begins and ends pauses; any thread may read them without blocking.
 * <p>
 * At most 32 spans are kept. To make room, two neighbours become one, which knows how
 * much of it was paused, but not when: those for which that is the smallest part of their
 * age. So the result of {@link #since} may be too long, but within the last hour never
 * too short: a deadline that depends on it may be late, but no peer is declared dead too
 * early. Even if a container is stopped many times a second, the deadline is late by at
 * most about a fifth.
 */
public final class Pauses {

	private static final int REMEMBERED = 32;

	private static final long FORGOTTEN_AFTER = TimeUnit.HOURS.toNanos(1);

	private static final long[] NONE = {};

	/**
	 * Three numbers for each span, oldest first: its start, its end, and how much of it
	 * was paused. A current pause has only a start.
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
		long[] known = this.spans;
		append((known.length == 3 * REMEMBERED) ? fewer(known, now) : known, now);
	}

	/**
	 * The pause ends.
	 * @param now when
	 */
	public void end(long now) {
		long[] known = this.spans;
		append(known, now, now - known[known.length - 1]);
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
		int i = known.length;
		if (i % 3 == 1) { // a current pause
			i--;
			sum = Math.max(0, now - ((known[i] - time < 0) ? time : known[i]));
		}
		for (i -= 3; i >= 0 && known[i + 1] - time > 0; i -= 3) {
			sum += Math.min(known[i + 2], known[i + 1] - time);
		}
		return sum;
	}

	private void append(long[] known, long... numbers) {
		long[] longer = Arrays.copyOf(known, known.length + numbers.length);
		System.arraycopy(numbers, 0, longer, known.length, numbers.length);
		this.spans = longer;
	}

	private static long[] fewer(long[] known, long now) {
		if (now - known[1] > FORGOTTEN_AFTER) {
			return Arrays.copyOfRange(known, 3, known.length);
		}
		int joined = 0;
		double smallest = Double.MAX_VALUE;
		for (int i = 0; i + 3 < known.length; i += 3) {
			long end = known[i + 4];
			long notPaused = end - known[i] - known[i + 2] - known[i + 5];
			double part = (double) notPaused / Math.max(1, now - end);
			if (part < smallest) {
				smallest = part;
				joined = i;
			}
		}
		long[] fewer = new long[known.length - 3];
		System.arraycopy(known, 0, fewer, 0, joined + 1);
		System.arraycopy(known, joined + 4, fewer, joined + 1, fewer.length - joined - 1);
		fewer[joined + 2] += known[joined + 2];
		return fewer;
	}

}
