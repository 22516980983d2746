package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;

import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.internal.liveness.LivenessMonitor;
import io.github.magiconion4j.internal.roundtrip.OutstandingHeartbeats;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * The server's heartbeat of one connection: a {@link LivenessMonitor} with metadata,
 * listener and ack callback. Thread-safe.
 */
final class HeartbeatSession extends LivenessMonitor implements ConnectionHeartbeat, HeartbeatFeature {

	private static final AtomicReferenceFieldUpdater<HeartbeatSession, SharedSlots.Slot> SLOT = AtomicReferenceFieldUpdater
		.newUpdater(HeartbeatSession.class, SharedSlots.Slot.class, "slot");

	private static final AtomicReferenceFieldUpdater<HeartbeatSession, @Nullable AckCallback> ACK_CALLBACK = AtomicReferenceFieldUpdater
		.newUpdater(HeartbeatSession.class, AckCallback.class, "ackCallback");

	private final HubConnection connection;

	private final MetadataCache metadata;

	private volatile @Nullable AckCallback ackCallback;

	/** {@link HubHeartbeats#noSlot()} before the start and after the end. */
	private volatile SharedSlots.Slot slot;

	HeartbeatSession(HubHeartbeats hub, HubConnection connection) {
		this.slot = hub.noSlot();
		this.connection = connection;
		this.metadata = hub.metadata(connection);
	}

	/** The slot has the reference, which saves a field per connection. */
	private HubHeartbeats hub() {
		return this.slot.hub();
	}

	// --- for the monitor

	@Override
	protected HubTimer timer() {
		return hub().timer();
	}

	@Override
	protected long intervalNanos() {
		return hub().interval();
	}

	@Override
	protected long timeoutNanos() {
		return hub().timeout();
	}

	@Override
	protected long begins(boolean again) {
		this.metadata.retain();
		if (again) {
			return hub().firstDue();
		}
		SharedSlots.Slot joined = hub().join(this.connection);
		this.slot = joined;
		return hub().firstDue(joined);
	}

	@Override
	protected void requestHeartbeat() {
		this.connection.requestHeartbeat();
	}

	@Override
	protected boolean isPeerBehind() {
		return this.connection.isCongested();
	}

	@Override
	protected long notReadingSince(long time) {
		return this.connection.notReadingSince(time);
	}

	@Override
	protected void skipped() {
		hub().listener().skipped(this.connection);
	}

	@Override
	protected void pauses() {
		this.metadata.release();
	}

	@Override
	protected void ends() {
		AckCallback callback = this.ackCallback;
		if (callback != null) {
			callback.end();
		}
		this.metadata.discard();
		SharedSlots.Slot left = SLOT.getAndSet(this, hub().noSlot());
		if (left != hub().noSlot()) { // otherwise it never started, or has left before
			hub().leave(this.connection, left);
		}
	}

	@Override
	protected void foundDead(String text) {
		hub().timedOut(this.connection, text);
	}

	// --- for the connection

	@Override
	public HeartbeatFeature feature() {
		return this;
	}

	@Override
	public byte @Nullable [] get() {
		if (!isRunning()) {
			return null;
		}
		short sequence = (short) heartbeats().count();
		byte[] message = new ServerMessage.ServerHeartbeat(sequence, hub().wallClock().millis(),
				this.metadata.current())
			.encode();
		leaves();
		hub().listener().sent(this.connection);
		return message;
	}

	@Override
	public void messageReceived() {
		if (hub().liveness() == Liveness.ANY_MESSAGE) {
			heard();
		}
	}

	@Override
	public void acknowledged(short sequence) {
		long roundTrip = acknowledge(sequence);
		if (roundTrip < 0) {
			hub().listener().ignored(this.connection, ignored(roundTrip));
			return;
		}
		heartbeats().measured(roundTrip, hub().wallClock().millis());
		hub().listener().acknowledged(this.connection, roundTrip);
		AckCallback callback = this.ackCallback;
		if (callback != null) {
			callback.acknowledged(roundTrip);
		}
	}

	/** Maps a negative result of {@link OutstandingHeartbeats#acknowledge}. */
	private static IgnoredAck ignored(long answer) {
		return (answer == OutstandingHeartbeats.LATE) ? IgnoredAck.LATE
				: (answer == OutstandingHeartbeats.DUPLICATE) ? IgnoredAck.DUPLICATE : IgnoredAck.UNKNOWN;
	}

	// --- for hub code

	@Override
	public Duration latency() {
		return heartbeats().last();
	}

	@Override
	public Duration smoothedLatency() {
		return heartbeats().smoothed();
	}

	@Override
	public Duration latencyVariation() {
		return heartbeats().variation();
	}

	@Override
	public Duration minimumLatency() {
		return heartbeats().minimum();
	}

	@Override
	public @Nullable Instant lastReceivedAt() {
		long millis = heartbeats().lastReceivedAt();
		return (millis == 0) ? null : Instant.ofEpochMilli(millis);
	}

	@Override
	public long sent() {
		return Integer.toUnsignedLong(heartbeats().count());
	}

	@Override
	public int outstanding() {
		int acknowledged = heartbeats().highest() + 1; // read first, since the count only
														// grows
		return heartbeats().count() - acknowledged;
	}

	@Override
	public @Nullable Instant lastSentAt() {
		int count = heartbeats().count();
		if (count == 0) {
			return null;
		}
		long now = hub().timer().now();
		return hub().wallClock().instant().minusNanos(now - heartbeats().time(count - 1, now));
	}

	@Override
	public Duration interval() {
		return Duration.ofNanos(hub().interval());
	}

	@Override
	public Duration timeout() {
		return Duration.ofNanos(hub().timeout());
	}

	@Override
	public void setAckCallback(@Nullable Consumer<Duration> callback) {
		AckCallback before = ACK_CALLBACK.getAndSet(this,
				(callback == null) ? null : hub().ackCallback(callback, this.connection));
		if (before != null) {
			before.end();
		}
	}

}
