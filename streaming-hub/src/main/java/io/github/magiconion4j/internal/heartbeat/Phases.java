package io.github.magiconion4j.internal.heartbeat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongBinaryOperator;

import io.github.magiconion4j.internal.timer.Ticks;

/**
 * Spreads first heartbeats by a low-discrepancy sequence of numbers in [0, 1): multiples
 * of the golden ratio, each of which divides one of the largest gaps between those before
 * it (Knuth, The Art of Computer Programming, volume 3, section 6.4). Thread-safe.
 * <p>
 * The numbers are positions in the interval by the clock, not counted from when a
 * connection is made. Otherwise the pace at which connections are made would add to the
 * golden ratio, and at some paces the sum is close to a fraction such as 5/8: all
 * heartbeats would fall into eight places of the interval.
 * <p>
 * At long intervals they are due at ticks of the timer, so that those of many connections
 * share its wakes. A tick is at most a hundredth of the interval.
 */
final class Phases implements LongBinaryOperator {

	/** The fraction of the golden ratio, in units of 2<sup>-64</sup>. */
	private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

	private final AtomicLong next;

	/**
	 * Creates a sequence.
	 * @param first its first number, in units of 2<sup>-64</sup>
	 */
	Phases(long first) {
		this.next = new AtomicLong(first);
	}

	@Override
	public long applyAsLong(long earliest, long interval) {
		double phase = (this.next.getAndAdd(GOLDEN_RATIO) >>> 11) * 0x1.0p-53;
		long due = earliest + Math.floorMod((long) (interval * phase) - earliest, interval);
		long tick = Ticks.within(interval / 100);
		return (tick == 0) ? due : Ticks.last(due, earliest, tick);
	}

}
