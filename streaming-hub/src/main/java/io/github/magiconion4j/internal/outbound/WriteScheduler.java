package io.github.magiconion4j.internal.outbound;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * The write scheduler of an event loop: it decides when a connection with more to send
 * than gRPC's buffer holds may send its next burst. Netty executes pending writes before
 * it reads, for as long as there are more of them (in 4.2 up to a second). An event loop
 * that always has a burst to write would not read the acknowledgements of its
 * connections, and healthy clients would be declared dead.
 * <p>
 * So the scheduler estimates until when the loop is busy. Each burst adds the estimated
 * cost of its connection's previous burst, and waits while that estimate is too far ahead
 * of the clock. When no burst is in flight, the loop is idle, whatever the estimate says,
 * and the estimate is reset to the current time. A burst that waits for a slow client is
 * in flight, but costs no time of the loop, so it delays no other connection.
 * Thread-safe.
 */
public final class WriteScheduler extends TimerEntry {

	/** How long the loop may be busy with writes before it reads. */
	static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** Time of the loop that a message costs, by a cautious estimate. */
	private static final long MESSAGE_NANOS = 4000;

	/** Additional time for each byte of the message. */
	private static final long BYTE_NANOS = 4;

	private final HubTimer timer;

	private final Queue<Flow> waiting = new ArrayDeque<>();

	/** Connections with a burst in flight. */
	private final Set<Flow> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

	/** When the loop will have finished its writes, by estimate. */
	private long busyUntil;

	/**
	 * Creates the scheduler of an idle event loop.
	 * @param timer measures the loop's time
	 */
	public WriteScheduler(HubTimer timer) {
		this.timer = timer;
		this.busyUntil = timer.now();
	}

	/** Estimated time of the loop that a message costs, in nanoseconds. */
	static long cost(int length) {
		return MESSAGE_NANOS + BYTE_NANOS * length;
	}

	/** Queues a connection for its turn, after those that already wait. */
	synchronized void await(Flow flow) {
		this.waiting.add(flow);
		admit(this.timer.now());
		if (!this.waiting.isEmpty()) {
			this.timer.schedule(this, next());
		}
	}

	/** The burst of a connection has been sent, or the connection sends no more. */
	synchronized void leave(Flow flow) {
		if (this.underWay.remove(flow) && this.underWay.isEmpty()) {
			long now = this.timer.now();
			this.busyUntil = now;
			admit(now);
		}
	}

	@Override
	protected synchronized long run(long now) {
		admit(now);
		return this.waiting.isEmpty() ? NEVER : next();
	}

	private void admit(long now) {
		while (!this.waiting.isEmpty() && next() - now <= 0) {
			Flow flow = this.waiting.remove();
			long cost = flow.takeCost();
			this.underWay.add(flow);
			if (flow.takeTurn()) {
				this.busyUntil = ((this.busyUntil - now > 0) ? this.busyUntil : now) + cost;
			}
			else {
				this.underWay.remove(flow);
			}
		}
	}

	/** When the next burst may be sent. */
	private long next() {
		return this.busyUntil - AHEAD_NANOS;
	}

}
