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
 * The write scheduler of an event loop: it decides when connections that have more to
 * send than gRPC takes may give it their next burst. Netty runs what it is given to write
 * before it looks for what can be read, for as long as there is more (up to a second in
 * 4.2). A loop that always has a burst to write would leave the acknowledgements of all
 * its connections unread, and healthy clients would be found dead.
 * <p>
 * So there is an account of the loop's time. Each burst is charged what its connection's
 * last one took, by estimate, and waits while the account is too far ahead of the clock.
 * When no burst is under way any more the loop is idle, whatever the account says, and it
 * begins anew. A burst that waits for a slow client is under way, but takes none of the
 * loop's time: it holds up nobody. Thread-safe.
 */
public final class WriteScheduler extends TimerEntry {

	/** For so long the loop may have to write before it reads. */
	static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** What a message takes of the loop's time, by a cautious estimate. */
	private static final long MESSAGE_NANOS = 4000;

	/** And each of its bytes. */
	private static final long BYTE_NANOS = 4;

	private final HubTimer timer;

	private final Queue<Flow> waiting = new ArrayDeque<>();

	/** Those whose burst has not left yet. */
	private final Set<Flow> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

	/** When the loop has written all that it was given, by estimate. */
	private long busyUntil;

	/**
	 * Makes the scheduler of a loop that has nothing to write.
	 * @param timer measures the loop's time
	 */
	public WriteScheduler(HubTimer timer) {
		this.timer = timer;
		this.busyUntil = timer.now();
	}

	/** How long a loop works for a message, in nanoseconds. */
	static long cost(int length) {
		return MESSAGE_NANOS + BYTE_NANOS * length;
	}

	/** Lets a connection send a burst after those that wait already. */
	synchronized void await(Flow flow) {
		this.waiting.add(flow);
		admit(this.timer.now());
		if (!this.waiting.isEmpty()) {
			this.timer.schedule(this, next());
		}
	}

	/** The burst of a connection has left, or it sends no more. */
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

	/** When another burst may be sent. */
	private long next() {
		return this.busyUntil - AHEAD_NANOS;
	}

}
