package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.internal.roundtrip.OutstandingHeartbeats;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.github.magiconion4j.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one connection, all of it in one entry of the timer.
 * <p>
 * Three threads meet here and none waits for another. The timer's thread decides: it
 * wakes at the next heartbeat or the deadline, whichever is earlier, requests the one,
 * enforces the other, and works out anew when to wake. Whoever sends stamps the heartbeat
 * when it leaves and notes its time. Whoever reads notes acknowledgements and signs of
 * life. The last two only ever move the deadline to a later time, so they need not wake
 * the timer: it looks again when it wakes, as grpc-java's KeepAliveManager does.
 * <p>
 * The deadline is the timeout after the oldest heartbeat since the last sign of life, and
 * later by as long as the process stood still or this side did not read meanwhile.
 * Heartbeats have numbers; a sign of life answers for all numbers below
 * {@link #answered}, so the oldest is the heartbeat of that number. It counts from when
 * it left, or, while the connection cannot take it, from when it was due: that it leaves
 * at last shows that the client reads. While nobody has tried to send it, it counts from
 * now: that is the server's own fault.
 */
final class HeartbeatSession extends TimerEntry implements ConnectionHeartbeat, HeartbeatFeature {

	/** Not ready yet. */
	private static final int NEW = 0;

	/** Ready, now or again: what the timer knows is of before. */
	private static final int STARTING = 1;

	/** Heartbeats are sent. */
	private static final int STARTED = 2;

	private static final int SUSPENDED = 3;

	private static final int STOPPED = 4;

	private static final int TIMED_OUT = 5;

	private static final int NONE = -1;

	private static final AtomicIntegerFieldUpdater<HeartbeatSession> STATE = AtomicIntegerFieldUpdater
		.newUpdater(HeartbeatSession.class, "state");

	private static final AtomicIntegerFieldUpdater<HeartbeatSession> ANSWERED = AtomicIntegerFieldUpdater
		.newUpdater(HeartbeatSession.class, "answered");

	private final HubHeartbeats hub;

	private final HubConnection connection;

	private final MetadataCache metadata;

	private final OutstandingHeartbeats outstanding = new OutstandingHeartbeats();

	private volatile @Nullable AckCallback ackCallback;

	private volatile int state = NEW;

	/** All heartbeats below this number are answered for. */
	private volatile int answered;

	// Of the timer's thread:

	private long nextDue;

	/** The number of the heartbeat that was requested last. */
	private int requested = NONE;

	private long requestedAt;

	HeartbeatSession(HubHeartbeats hub, HubConnection connection) {
		this.hub = hub;
		this.connection = connection;
		this.metadata = hub.metadata(connection);
	}

	@Override
	public HeartbeatFeature feature() {
		return this;
	}

	@Override
	public void start() {
		begin(NEW);
	}

	@Override
	public void resume() {
		begin(SUSPENDED);
	}

	private void begin(int from) {
		if (STATE.compareAndSet(this, from, STARTING)) {
			this.metadata.retain();
			this.nextDue = (from == NEW) ? this.hub.firstDue(this.connection) : this.hub.firstDue();
			this.hub.timer().schedule(this, this.nextDue);
		}
	}

	@Override
	public void unregister() {
		end(SUSPENDED);
	}

	@Override
	public void stop() {
		end(STOPPED);
	}

	/** To a state without heartbeats, if it has not come to a later one yet. */
	private void end(int to) {
		int from = this.state;
		while (from < to && !STATE.compareAndSet(this, from, to)) {
			from = this.state;
		}
		if (from == STARTING || from == STARTED) {
			this.hub.timer().cancel(this);
			this.metadata.release();
			if (isRunning()) { // resumed meanwhile, and what was cancelled was that
				this.hub.timer().schedule(this, this.hub.timer().now());
			}
		}
		if (to == STOPPED && from < to) {
			this.metadata.discard();
			this.hub.ended(this.connection);
		}
	}

	private boolean isRunning() {
		int current = this.state;
		return current == STARTING || current == STARTED;
	}

	@Override
	protected long run(long now) {
		if (!isRunning()) {
			return NEVER;
		}
		if (STATE.compareAndSet(this, STARTING, STARTED)) {
			this.requested = NONE;
			answered(this.outstanding.count());
		}
		long deadline = deadline();
		if (deadline != NEVER && deadline - now <= 0 && !this.connection.isCongested()) {
			if (this.requested == this.outstanding.count()) {
				this.requestedAt = now; // nobody has tried to send it yet
			}
			deadline = deadline();
		}
		if (deadline != NEVER && deadline - now <= 0) {
			if (STATE.compareAndSet(this, STARTED, TIMED_OUT)) { // not stopped meanwhile
				this.metadata.release();
				this.metadata.discard();
				this.hub.ended(this.connection);
				this.hub.timedOut(this.connection);
			}
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
		if (number == this.requested) { // the last one has not left yet
			this.hub.listener().skipped(this.connection);
		}
		else {
			this.requested = number;
			this.requestedAt = now;
		}
		this.connection.requestHeartbeat();
		long interval = this.hub.interval();
		this.nextDue += interval * (1 + (now - this.nextDue) / interval);
	}

	private long deadline() {
		long timeout = this.hub.timeout();
		int oldest = this.answered;
		int count = this.outstanding.count();
		boolean waiting = oldest == count && this.requested == count;
		if (timeout == 0 || (oldest - count >= 0 && !waiting)) {
			return NEVER;
		}
		long since = this.requestedAt;
		if (!waiting) {
			since = this.outstanding.time(oldest, NEVER);
			if (since == NEVER) { // more are unanswered than are remembered
				since = this.requestedAt - (this.requested - oldest) * this.hub.interval();
			}
		}
		return since + timeout + this.hub.timer().pausedSince(since) + this.connection.notReadingSince(since);
	}

	@Override
	public byte @Nullable [] next() {
		if (!isRunning()) {
			return null;
		}
		short sequence = (short) this.outstanding.count();
		byte[] message = new ServerMessage.ServerHeartbeat(sequence, this.hub.wallClock().millis(),
				this.metadata.current())
			.encode();
		this.outstanding.add(this.hub.timer().now());
		this.hub.listener().sent(this.connection);
		return message;
	}

	@Override
	public void messageReceived() {
		if (this.hub.liveness() == Liveness.ANY_MESSAGE) {
			answered(this.outstanding.count());
		}
	}

	/** Never takes back what another thread knows. */
	private void answered(int upTo) {
		int known = this.answered;
		while (upTo - known > 0 && !ANSWERED.compareAndSet(this, known, upTo)) {
			known = this.answered;
		}
	}

	@Override
	public void acknowledged(short sequence) {
		long roundTrip = this.outstanding.acknowledge(sequence, this.hub.timer().now());
		answered(this.outstanding.highest() + 1);
		if (roundTrip < 0) {
			this.hub.listener().ignored(this.connection, ignored(roundTrip));
			return;
		}
		this.outstanding.measured(roundTrip, this.hub.wallClock().millis());
		this.hub.listener().acknowledged(this.connection, roundTrip);
		AckCallback callback = this.ackCallback;
		if (callback != null) {
			callback.acknowledged(roundTrip);
		}
	}

	/** What a negative answer of {@link OutstandingHeartbeats#acknowledge} means. */
	private static IgnoredAck ignored(long answer) {
		return (answer == OutstandingHeartbeats.LATE) ? IgnoredAck.LATE
				: (answer == OutstandingHeartbeats.DUPLICATE) ? IgnoredAck.DUPLICATE : IgnoredAck.UNKNOWN;
	}

	@Override
	public Duration latency() {
		return this.outstanding.last();
	}

	@Override
	public Duration smoothedLatency() {
		return this.outstanding.smoothed();
	}

	@Override
	public Duration latencyVariation() {
		return this.outstanding.variation();
	}

	@Override
	public Duration minimumLatency() {
		return this.outstanding.minimum();
	}

	@Override
	public @Nullable Instant lastReceivedAt() {
		long millis = this.outstanding.lastReceivedAt();
		return (millis == 0) ? null : Instant.ofEpochMilli(millis);
	}

	@Override
	public long sent() {
		return Integer.toUnsignedLong(this.outstanding.count());
	}

	@Override
	public int outstanding() {
		int acknowledged = this.outstanding.highest() + 1; // first: the other only grows
		return this.outstanding.count() - acknowledged;
	}

	@Override
	public @Nullable Instant lastSentAt() {
		int count = this.outstanding.count();
		if (count == 0) {
			return null;
		}
		long now = this.hub.timer().now();
		return this.hub.wallClock().instant().minusNanos(now - this.outstanding.time(count - 1, now));
	}

	@Override
	public Duration interval() {
		return Duration.ofNanos(this.hub.interval());
	}

	@Override
	public Duration timeout() {
		return Duration.ofNanos(this.hub.timeout());
	}

	@Override
	public void setAckCallback(@Nullable Consumer<Duration> callback) {
		this.ackCallback = (callback == null) ? null : this.hub.ackCallback(callback, this.connection);
	}

	@Override
	public boolean suspended() {
		return this.state == SUSPENDED;
	}

	@Override
	public boolean timedOut() {
		return this.state == TIMED_OUT;
	}

}
