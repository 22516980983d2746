package io.github.magiconion4j.internal.timer;

import java.util.concurrent.TimeUnit;

/**
 * Times at which a {@link HubTimer} wakes for many entries at once. Ticks are 50, 100 or
 * 200 ms apart, and each of a longer kind is one of the shorter kinds, too. All times are
 * in nanoseconds, by the timer's clock.
 */
public final class Ticks {

	static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(50);

	/** The longest time from one tick to the next, 200 ms. */
	public static final long LONGEST = 4 * SHORTEST;

	private Ticks() {
	}

	/**
	 * The longest tick within a time.
	 * @param time how long
	 * @return the time from one tick to the next; 0 if even the shortest is longer than
	 * the given time
	 */
	public static long within(long time) {
		long tick = LONGEST;
		while (tick > time && tick > SHORTEST) {
			tick /= 2;
		}
		return (tick <= time) ? tick : 0;
	}

	/**
	 * The next tick after a time.
	 * @param time the time
	 * @param tick the time from one tick to the next
	 * @return a later time, by a tick at most
	 */
	public static long next(long time, long tick) {
		return time + tick - Math.floorMod(time, tick);
	}

	/**
	 * The last tick at or before a time, or the next one if that would be too early.
	 * @param time the time
	 * @param earliest the earliest result, not later than the time
	 * @param tick the time from one tick to the next
	 * @return a time, at most a tick before or after the given one
	 */
	public static long last(long time, long earliest, long tick) {
		long next = next(time, tick);
		return (next - tick - earliest < 0) ? next : next - tick;
	}

}
