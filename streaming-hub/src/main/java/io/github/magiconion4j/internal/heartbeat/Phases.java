package io.github.magiconion4j.internal.heartbeat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * A low-discrepancy sequence of numbers in [0, 1): multiples of the golden ratio, each of
 * which divides one of the largest gaps between those before it (Knuth, The Art of
 * Computer Programming, volume 3, section 6.4). Thread-safe.
 */
final class Phases implements DoubleSupplier {

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
	public double getAsDouble() {
		return (this.next.getAndAdd(GOLDEN_RATIO) >>> 11) * 0x1.0p-53;
	}

}
