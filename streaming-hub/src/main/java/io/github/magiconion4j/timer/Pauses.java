package io.github.magiconion4j.timer;

/**
 * When something stood still lately: the last few spans of time, by a monotonic clock in
 * nanoseconds. One thread at a time begins and ends pauses; any thread may ask, and waits
 * for nothing.
 */
public final class Pauses {

	private static final int REMEMBERED = 8;

	private static final long[] NONE = {};

	/**
	 * Beginnings and ends in turn, oldest first; of a pause that goes on only the
	 * beginning.
	 */
	private volatile long[] spans = NONE;

	/**
	 * Makes an empty record.
	 */
	public Pauses() {
	}

	/**
	 * A pause begins.
	 * @param now when
	 */
	public void begin(long now) {
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
	 * How long it stood still since a time.
	 * @param time the time
	 * @param now the time now
	 * @return the sum of what of the pauses lies between, in nanoseconds
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
		long[] known = this.spans;
		int forgotten = (known.length == 2 * REMEMBERED) ? 2 : 0;
		long[] longer = new long[known.length - forgotten + 1];
		System.arraycopy(known, forgotten, longer, 0, known.length - forgotten);
		longer[longer.length - 1] = time;
		this.spans = longer;
	}

}
