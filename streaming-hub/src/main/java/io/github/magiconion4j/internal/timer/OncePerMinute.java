package io.github.magiconion4j.internal.timer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Picks one in a minute of many events of a kind, such as the one to be logged.
 * Thread-safe.
 */
public final class OncePerMinute {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier clock;

	private final AtomicLong due;

	private final LongAdder events = new LongAdder();

	/**
	 * Makes one that picks the first event.
	 * @param clock a monotonic clock in nanoseconds
	 */
	public OncePerMinute(LongSupplier clock) {
		this.clock = clock;
		this.due = new AtomicLong(clock.getAsLong());
	}

	/**
	 * There is an event.
	 * @return if it is picked, how many there were since the one before it that was, with
	 * itself; else 0
	 */
	public long next() {
		this.events.increment();
		long now = this.clock.getAsLong();
		long expected = this.due.get();
		return (now - expected >= 0 && this.due.compareAndSet(expected, now + MINUTE)) ? this.events.sumThenReset() : 0;
	}

}
