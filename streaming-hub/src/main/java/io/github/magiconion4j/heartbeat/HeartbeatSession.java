package io.github.magiconion4j.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.hub.spi.ConnectionHeartbeat;
import io.github.magiconion4j.hub.spi.HubConnection;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.timer.TimerEntry;
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
 * The deadline is the timeout after the oldest heartbeat since the last sign of life was
 * due. Heartbeats have numbers; a sign of life answers for all numbers below
 * {@link #answered}, so the oldest is the heartbeat of that number. If it is the newest,
 * it was due when it was requested, whether it has left or not. An older one was due when
 * it left: it does not wait while another is requested.
 */
final class HeartbeatSession extends TimerEntry implements ConnectionHeartbeat, HeartbeatFeature {

	private static final int NEW = 0;

	private static final int STARTED = 1;

	private static final int STOPPED = 2;

	private static final int TIMED_OUT = 3;

	private static final AtomicIntegerFieldUpdater<HeartbeatSession> STATE = AtomicIntegerFieldUpdater
		.newUpdater(HeartbeatSession.class, "state");

	private final HubHeartbeats hub;

	private final HubConnection connection;

	private final OutstandingHeartbeats outstanding = new OutstandingHeartbeats();

	private final RoundTripTimes roundTripTimes = new RoundTripTimes();

	private volatile @Nullable AckCallback ackCallback;

	private volatile int state = NEW;

	/** All heartbeats below this number are answered for. */
	private volatile int answered;

	// Of the timer's thread:

	private long nextDue;

	private int requested = -1;

	private long requestedAt;

	HeartbeatSession(HubHeartbeats hub, HubConnection connection) {
		this.hub = hub;
		this.connection = connection;
	}

	@Override
	public HeartbeatFeature feature() {
		return this;
	}

	@Override
	public void start() {
		if (STATE.compareAndSet(this, NEW, STARTED)) {
			this.nextDue = this.hub.timer().now() + this.hub.firstDelay();
			this.hub.timer().schedule(this, this.nextDue);
			this.hub.metadata().retain();
		}
	}

	@Override
	public void stop() {
		stop(STOPPED);
	}

	private boolean stop(int how) {
		if (STATE.compareAndSet(this, NEW, how)) {
			return true;
		}
		if (!STATE.compareAndSet(this, STARTED, how)) {
			return false;
		}
		this.hub.timer().cancel(this);
		this.hub.metadata().release();
		return true;
	}

	@Override
	protected long run(long now) {
		if (this.state != STARTED) {
			return NEVER;
		}
		long deadline = deadline();
		if (deadline != NEVER && deadline - now <= 0) {
			if (stop(TIMED_OUT)) {
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
		if (number != this.requested) { // else the last one has not left yet
			this.requested = number;
			this.requestedAt = now;
			this.connection.requestHeartbeat();
		}
		long interval = this.hub.interval();
		this.nextDue += interval * (1 + (now - this.nextDue) / interval);
	}

	private long deadline() {
		if (this.hub.timeout() == 0) {
			return NEVER;
		}
		int oldest = this.answered;
		if (oldest == this.requested) {
			return this.requestedAt + this.hub.timeout();
		}
		int newest = this.outstanding.count() - 1;
		if (oldest > newest) {
			return NEVER;
		}
		long time = this.outstanding.time(oldest, NEVER);
		if (time == NEVER) { // more are unanswered than are remembered
			time = this.requestedAt - (this.requested - oldest) * this.hub.interval();
		}
		return time + this.hub.timeout();
	}

	@Override
	public byte @Nullable [] next() {
		if (this.state != STARTED) {
			return null;
		}
		short sequence = (short) this.outstanding.count();
		byte[] message = new ServerMessage.ServerHeartbeat(sequence, this.hub.wallClock().millis(),
				this.hub.metadata().current())
			.encode();
		this.outstanding.add(this.hub.timer().now());
		return message;
	}

	@Override
	public void messageReceived() {
		if (this.hub.liveness() == Liveness.ANY_MESSAGE) {
			this.answered = this.outstanding.count();
		}
	}

	@Override
	public void acknowledged(short sequence) {
		long roundTrip = this.outstanding.acknowledge(sequence, this.hub.timer().now());
		if (this.hub.liveness() == Liveness.ACK) {
			this.answered = this.outstanding.highest() + 1;
		}
		if (roundTrip < 0) {
			return;
		}
		this.roundTripTimes.add(roundTrip, this.hub.wallClock().millis());
		this.hub.listener().acknowledged(this.connection, roundTrip);
		AckCallback callback = this.ackCallback;
		if (callback != null) {
			callback.acknowledged(roundTrip);
		}
	}

	@Override
	public Duration latency() {
		return this.roundTripTimes.last();
	}

	@Override
	public Duration smoothedLatency() {
		return this.roundTripTimes.smoothed();
	}

	@Override
	public Duration latencyVariation() {
		return this.roundTripTimes.variation();
	}

	@Override
	public Duration minimumLatency() {
		return this.roundTripTimes.minimum();
	}

	@Override
	public @Nullable Instant lastReceivedAt() {
		long millis = this.roundTripTimes.lastReceivedAt();
		return (millis == 0) ? null : Instant.ofEpochMilli(millis);
	}

	@Override
	public void setAckCallback(@Nullable Consumer<Duration> callback) {
		this.ackCallback = (callback == null) ? null : this.hub.ackCallback(callback);
	}

	@Override
	public void unregister() {
		stop();
	}

	@Override
	public boolean timedOut() {
		return this.state == TIMED_OUT;
	}

}
