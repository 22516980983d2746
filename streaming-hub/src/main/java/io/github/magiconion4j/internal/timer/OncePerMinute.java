package io.github.magiconion4j.internal.timer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * A rate limiter: selects at most one of many events per minute, such as the one to log.
 * Thread-safe.
 */
public final class OncePerMinute {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier clock;

	private final AtomicLong due;

	private final LongAdder events = new LongAdder();

	/**
	 * Creates a limiter that selects the first event.
	 * @param clock a monotonic clock in nanoseconds
	 */
	public OncePerMinute(LongSupplier clock) {
		this.clock = clock;
		this.due = new AtomicLong(clock.getAsLong());
	}

	/**
	 * Counts an event.
	 * @return if the event is selected, the number of events since the last selected one,
	 * including this one; otherwise 0
	 */
	public long next() {
		this.events.increment();
		long now = this.clock.getAsLong();
		long expected = this.due.get();
		return (now - expected >= 0 && this.due.compareAndSet(expected, now + MINUTE)) ? this.events.sumThenReset() : 0;
	}

}
