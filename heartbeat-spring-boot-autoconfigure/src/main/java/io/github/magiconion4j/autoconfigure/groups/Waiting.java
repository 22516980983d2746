package io.github.magiconion4j.autoconfigure.groups;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How much waits in the queue of another component, which tells it to one who may block.
 * In between it is estimated from what was added and what the other has sent. Others may
 * add to the queue, too, so that the estimate is too low until the next answer.
 * Thread-safe.
 */
final class Waiting {

	/** It is time to ask when this part of the limit seems to wait. */
	private static final int PART = 8;

	private final long limit;

	private final LongSupplier exact;

	private final LongSupplier sent;

	private final AtomicLong added = new AtomicLong();

	/** What is added to the difference of the two counts. */
	private volatile long correction;

	/**
	 * Creates one that is empty.
	 * @param limit the most that should wait
	 * @param exact tells how much waits; may block
	 * @param sent how much was sent so far; does not block
	 */
	Waiting(long limit, LongSupplier exact, LongSupplier sent) {
		this.limit = limit;
		this.exact = exact;
		this.sent = sent;
		this.correction = sent.getAsLong();
	}

	void add(long more) {
		this.added.addAndGet(more);
	}

	boolean isAtLimit() {
		return estimate() >= this.limit;
	}

	/** Whether so much seems to wait that one should ask. */
	boolean isNotable() {
		return estimate() > this.limit / PART;
	}

	private long estimate() {
		return this.added.get() - this.sent.getAsLong() + this.correction;
	}

	/** Asks. May block. */
	void ask() {
		long waits = this.exact.getAsLong();
		this.correction = waits - this.added.get() + this.sent.getAsLong();
	}

}
