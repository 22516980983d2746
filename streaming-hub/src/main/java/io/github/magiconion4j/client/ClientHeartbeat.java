package io.github.magiconion4j.client;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.internal.roundtrip.OutstandingHeartbeats;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.jspecify.annotations.Nullable;

/**
 * The client's own heartbeats, all of one connection in one entry of the timer.
 * <p>
 * Three threads meet here and none waits for another, as in the server's heartbeat: the
 * timer's requests heartbeats and enforces the deadline, whoever sends stamps a heartbeat
 * when it leaves, whoever reads notes answers and signs of life.
 * <p>
 * The deadline is the timeout after the oldest heartbeat since the last sign of life, and
 * later by as long as this process stood still meanwhile. It counts from when that
 * heartbeat left, or, while the connection cannot take it, from when it was due; while
 * nobody has tried to send it, from now. Any message is a sign of life: a server that is
 * behind with its requests, or has much to send, answers late and is not dead.
 */
final class ClientHeartbeat extends TimerEntry {

	private static final Slice NIL = Slice.of((byte) 0xc0);

	/** A round trip is recent for so many intervals. */
	private static final int RECENT = 3;

	private static final int NONE = -1;

	private final ClientConnection<?> connection;

	private final HubTimer timer;

	private final long interval;

	/** Zero: never. */
	private final long timeout;

	private final OutstandingHeartbeats outstanding = new OutstandingHeartbeats();

	private volatile boolean stopped;

	/** All heartbeats below this number are answered for. */
	private volatile int answered;

	private volatile long startedAt;

	// Of the timer's thread:

	private long nextDue;

	/** The number of the heartbeat that was requested last. */
	private int requested = NONE;

	private long requestedAt;

	// Of whoever reads:

	private long lastRoundTrip = NONE;

	private long measuredAt;

	private ClientHeartbeat(ClientConnection<?> connection, ClientSettings settings) {
		this.connection = connection;
		this.timer = settings.runtime().timer();
		this.interval = settings.heartbeatInterval.toNanos();
		this.timeout = settings.heartbeatTimeout.toNanos();
	}

	/** The heartbeat of a connection; {@code null} if it has none. */
	static @Nullable ClientHeartbeat of(ClientConnection<?> connection, ClientSettings settings) {
		return settings.heartbeatInterval.isZero() ? null : new ClientHeartbeat(connection, settings);
	}

	/** The connection is ready. */
	void start() {
		this.startedAt = this.timer.now();
		this.nextDue = this.startedAt + this.interval;
		this.timer.schedule(this, this.nextDue);
	}

	/** The connection is closed, or has ended. */
	void stop() {
		this.stopped = true;
		this.timer.cancel(this);
	}

	@Override
	protected long run(long now) {
		if (this.stopped) {
			return NEVER;
		}
		long deadline = deadline();
		if (deadline != NEVER && deadline - now <= 0 && !this.connection.isBlocked()) {
			if (this.requested == this.outstanding.count()) {
				this.requestedAt = now; // nobody has tried to send it yet
			}
			deadline = deadline();
		}
		if (deadline != NEVER && deadline - now <= 0) {
			this.stopped = true;
			this.connection.timedOut("heartbeat timeout: no sign of life for "
					+ TimeUnit.NANOSECONDS.toMillis(this.timeout) + " ms after a heartbeat was due");
			return NEVER;
		}
		if (this.nextDue - now <= 0) {
			request(now);
			deadline = deadline();
		}
		return (deadline != NEVER && deadline - this.nextDue < 0) ? deadline : this.nextDue;
	}

	private void request(long now) {
		int number = this.outstanding.count();
		if (number != this.requested) { // or the last one has not left yet
			this.requested = number;
			this.requestedAt = now;
		}
		this.connection.requestHeartbeat();
		this.nextDue += this.interval * (1 + (now - this.nextDue) / this.interval);
	}

	private long deadline() {
		int oldest = this.answered;
		int count = this.outstanding.count();
		boolean waiting = oldest == count && this.requested == count;
		if (this.timeout == 0 || (oldest - count >= 0 && !waiting)) {
			return NEVER;
		}
		long since = this.requestedAt;
		if (!waiting) {
			since = this.outstanding.time(oldest, NEVER);
			if (since == NEVER) { // more are unanswered than are remembered
				since = this.requestedAt - (this.requested - oldest) * this.interval;
			}
		}
		return since + this.timeout + this.timer.pausedSince(since);
	}

	/**
	 * The requested heartbeat leaves now. Called by one thread at a time.
	 * @return the message; {@code null} if none is wanted any more
	 */
	byte @Nullable [] next() {
		if (this.stopped) {
			return null;
		}
		long now = this.timer.now();
		short sequence = (short) this.outstanding.count();
		this.outstanding.add(now);
		return new ClientMessage.ClientHeartbeat(sequence, TimeUnit.NANOSECONDS.toMillis(now - this.startedAt), NIL)
			.encode();
	}

	/** A message was read, of whatever kind. */
	void messageReceived() {
		this.answered = this.outstanding.count();
	}

	/**
	 * An answer was read.
	 * @return its round-trip time in nanoseconds; negative if it measures nothing
	 */
	long answered(short sequence, long now) {
		long roundTrip = this.outstanding.acknowledge(sequence, now);
		if (roundTrip >= 0) {
			this.lastRoundTrip = roundTrip;
			this.measuredAt = now;
		}
		return roundTrip;
	}

	/** The last round-trip time, if it was not measured too long ago; else negative. */
	long recentRoundTrip(long now) {
		return (now - this.measuredAt <= RECENT * this.interval) ? this.lastRoundTrip : NONE;
	}

}
