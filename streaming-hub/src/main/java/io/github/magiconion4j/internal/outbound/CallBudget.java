package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time that an event loop has for hub methods: half of it. The rest is for reading
 * and writing, so many calls, or long ones, cannot keep it from the heartbeats of its
 * connections. Used by one thread, the event loop.
 */
public final class CallBudget {

	/** How much may be used in advance: more than a few usual calls need. */
	static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final LongSupplier clock;

	/** The calls so far have used the budget up to this time. */
	private long usedUntil;

	/**
	 * Creates the budget of an event loop that has run no calls.
	 * @param clock a monotonic clock in nanoseconds
	 */
	public CallBudget(LongSupplier clock) {
		this.clock = clock;
		this.usedUntil = clock.getAsLong();
	}

	/**
	 * Whether there is time for a call.
	 * @return {@code false} if the calls of the last time took too long
	 */
	public boolean isLeft() {
		return this.usedUntil - this.clock.getAsLong() <= AHEAD_NANOS;
	}

	/**
	 * Runs a call on the current thread, and charges its time.
	 * @param call the call
	 * @return how long it took, in nanoseconds
	 */
	public long use(Runnable call) {
		long begin = this.clock.getAsLong();
		call.run();
		long taken = this.clock.getAsLong() - begin;
		this.usedUntil = ((this.usedUntil - begin > 0) ? this.usedUntil : begin) + 2 * taken;
		return taken;
	}

}
