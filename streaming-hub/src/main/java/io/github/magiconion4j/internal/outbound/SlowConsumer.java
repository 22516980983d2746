package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Detects a slow consumer: a client for which messages have waited for the whole timeout
 * while nothing could be handed to the transport. A client that reads slowly makes
 * progress and does not count.
 */
final class SlowConsumer extends TimerEntry {

	private static final long NOT_BLOCKED = 0;

	private final HubTimer timer;

	private final long timeout;

	private final BooleanSupplier waiting;

	private final Runnable giveUp;

	/** Since when the transport has been full. */
	private volatile long blockedSince = NOT_BLOCKED;

	private final AtomicBoolean scheduled = new AtomicBoolean();

	/**
	 * Creates a detector.
	 * @param timeout in nanoseconds, more than 0
	 * @param waiting tells whether messages wait to be sent; called on the timer's thread
	 * @param giveUp called on the timer's thread when the timeout has passed; must not
	 * block
	 */
	SlowConsumer(HubTimer timer, long timeout, BooleanSupplier waiting, Runnable giveUp) {
		this.timer = timer;
		this.timeout = timeout;
		this.waiting = waiting;
		this.giveUp = giveUp;
	}

	/** The transport is full. */
	void blocked() {
		if (this.blockedSince != NOT_BLOCKED) {
			return;
		}
		long now = this.timer.now();
		this.blockedSince = (now != NOT_BLOCKED) ? now : 1;
		if (this.scheduled.compareAndSet(false, true)) {
			this.timer.schedule(this, now + this.timeout);
		}
	}

	/** The transport is ready again, or has accepted a message. */
	void progressed() {
		if (this.blockedSince != NOT_BLOCKED) {
			this.blockedSince = NOT_BLOCKED;
		}
	}

	void stop() {
		this.blockedSince = NOT_BLOCKED;
		if (this.scheduled.get()) {
			this.timer.cancel(this);
		}
	}

	@Override
	protected long run(long now) {
		long since = this.blockedSince;
		if (since == NOT_BLOCKED) {
			this.scheduled.set(false);
			since = this.blockedSince;
			if (since == NOT_BLOCKED || !this.scheduled.compareAndSet(false, true)) {
				return NEVER;
			}
		}
		long end = since + this.timeout + this.timer.pausedSince(since);
		if (now - end < 0) {
			return end;
		}
		if (this.waiting.getAsBoolean()) {
			this.giveUp.run();
			return NEVER;
		}
		return now + this.timeout;
	}

}
