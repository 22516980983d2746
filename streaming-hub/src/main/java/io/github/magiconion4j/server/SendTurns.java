package io.github.magiconion4j.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.jspecify.annotations.Nullable;

/**
 * The turns of connections that have more to send than gRPC takes, and share a thread of
 * the transport. Netty runs what it is given to write before it looks for what can be
 * read, for as long as there is more (up to a second in 4.2). A thread that always has a
 * burst to write would leave the acknowledgements of all its connections unread, and
 * healthy clients would be found dead. So one burst is under way at a time: when it has
 * left, and before the next comes, the thread reads. Thread-safe.
 */
final class SendTurns extends TimerEntry {

	/**
	 * A burst that has not left after this time waits for a client that does not read,
	 * most likely, and not for the thread.
	 */
	private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final HubTimer timer;

	private final Queue<Flow> waiting = new ArrayDeque<>();

	private @Nullable Flow current;

	private long turnEnd;

	SendTurns(HubTimer timer) {
		this.timer = timer;
	}

	/** Gives a connection a turn after those that wait already; its last one is over. */
	synchronized void await(Flow flow) {
		this.waiting.add(flow);
		if (this.current == null || this.current == flow) {
			next();
		}
		if (this.waiting.size() == 1) {
			this.timer.schedule(this, this.turnEnd);
		}
	}

	/** A connection needs its turn no more. */
	synchronized void leave(Flow flow) {
		if (this.current == flow) {
			next();
		}
	}

	@Override
	protected synchronized long run(long now) {
		if (!this.waiting.isEmpty() && this.turnEnd - now <= 0) {
			next();
		}
		return this.waiting.isEmpty() ? NEVER : this.turnEnd;
	}

	private void next() {
		do {
			this.current = this.waiting.poll();
		}
		while (this.current != null && !this.current.takeTurn());
		this.turnEnd = this.timer.now() + TURN_NANOS;
	}

}
