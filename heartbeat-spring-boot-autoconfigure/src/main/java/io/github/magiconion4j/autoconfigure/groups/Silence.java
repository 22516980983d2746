package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Measures how long the other side has been silent, for one thread that checks it at
 * regular intervals. A pause of this process is no silence of the other side: what
 * arrived meanwhile has not been read yet. So the time by which a check is late does not
 * count, and after a long pause only the next check decides.
 */
final class Silence {

	private final LongSupplier clock;

	private final long patienceNanos;

	private final long intervalNanos;

	private final AtomicLong heardAt;

	/** Used by the checking thread only. */
	private long checkedAt;

	/**
	 * Creates a silence that begins now.
	 * @param clock a monotonic clock in nanoseconds
	 * @param patience the longest silence that is normal
	 * @param interval the time between two checks
	 */
	Silence(LongSupplier clock, Duration patience, Duration interval) {
		this.clock = clock;
		this.patienceNanos = patience.toNanos();
		this.intervalNanos = interval.toNanos();
		this.checkedAt = clock.getAsLong();
		this.heardAt = new AtomicLong(this.checkedAt);
	}

	/** The other side was heard. Called on any thread. */
	void heard() {
		this.heardAt.set(this.clock.getAsLong());
	}

	/** Checks whether it is longer than normal. */
	boolean isTooLong() {
		long now = this.clock.getAsLong();
		long late = Math.max(0, now - this.checkedAt - this.intervalNanos);
		this.checkedAt = now;
		long heard = this.heardAt.updateAndGet((at) -> at + Math.min(late, now - at));
		return late <= this.intervalNanos && now - heard > this.patienceNanos;
	}

}
