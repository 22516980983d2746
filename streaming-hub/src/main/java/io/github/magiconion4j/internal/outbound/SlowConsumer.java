package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Detects a slow consumer: a client for which messages have waited for the whole timeout
 * while nothing could be handed to the transport. A client that reads slowly makes
 * progress and does not count.
 */
final class SlowConsumer extends TimerEntry {

	private static final long NOT_BLOCKED = 0;

	private static final AtomicIntegerFieldUpdater<SlowConsumer> SCHEDULED = AtomicIntegerFieldUpdater
		.newUpdater(SlowConsumer.class, "scheduled");

	private final HubTimer timer;

	private final long timeout;

	private final ServerOutbound outbound;

	private final OutboundEvents events;

	/** Since when the transport has been full. */
	private volatile long blockedSince = NOT_BLOCKED;

	/** 1 while the timer has this entry; otherwise 0. */
	private volatile int scheduled;

	/**
	 * Creates a detector.
	 * @param timeout in nanoseconds; 0 for never
	 * @param outbound the queue whose messages wait to be sent
	 * @param events is notified on the timer's thread when the timeout has passed
	 */
	SlowConsumer(HubTimer timer, long timeout, ServerOutbound outbound, OutboundEvents events) {
		this.timer = timer;
		this.timeout = timeout;
		this.outbound = outbound;
		this.events = events;
		timer.noticePauses(timeout);
	}

	/** The transport is full. */
	void blocked() {
		if (this.timeout == 0 || this.blockedSince != NOT_BLOCKED) {
			return;
		}
		long now = this.timer.now();
		this.blockedSince = (now != NOT_BLOCKED) ? now : 1;
		if (SCHEDULED.compareAndSet(this, 0, 1)) {
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
		if (this.scheduled == 1) {
			this.timer.cancel(this);
		}
	}

	@Override
	protected long run(long now) {
		long since = this.blockedSince;
		if (since == NOT_BLOCKED) {
			this.scheduled = 0;
			since = this.blockedSince;
			if (since == NOT_BLOCKED || !SCHEDULED.compareAndSet(this, 0, 1)) {
				return NEVER;
			}
		}
		long end = since + this.timeout + this.timer.pausedSince(since);
		if (now - end < 0) {
			return end;
		}
		if (this.outbound.isWaiting()) {
			this.events.noProgress();
			return NEVER;
		}
		return now + this.timeout;
	}

}
