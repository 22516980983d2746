package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongBinaryOperator;

import io.github.magiconion4j.heartbeat.ConnectionHeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.jspecify.annotations.Nullable;

/**
 * The state that the heartbeats of one hub's connections share. All times are in
 * nanoseconds.
 */
final class HubHeartbeats implements Heartbeats {

	private final HubTimer timer;

	private final InstantSource wallClock;

	private final Executor callbackExecutor;

	private final CallbackQueue callbacks;

	private final LongBinaryOperator firstDue;

	private final SharedSlots slots = new SharedSlots(this);

	private final long interval;

	private final long timeout;

	private final Liveness liveness;

	private final int timeoutStatus;

	private final HubMetadata metadata;

	private final @Nullable ConnectionHeartbeatMetadataProvider connectionProvider;

	private final MetadataCache sharedMetadata;

	private final HeartbeatListener listener;

	HubHeartbeats(HeartbeatEngine engine, HeartbeatSettings settings, HubMetadata metadata,
			@Nullable HeartbeatMetadataProvider provider, HeartbeatListener listener) {
		this.timer = engine.timer();
		this.wallClock = engine.wallClock();
		this.callbackExecutor = engine.callbackExecutor();
		this.callbacks = new CallbackQueue(this.timer, this.callbackExecutor);
		this.firstDue = engine.firstDue();
		this.interval = settings.interval().toNanos();
		this.timeout = settings.timeout().toNanos();
		this.timer.noticePauses(this.timeout);
		this.liveness = settings.liveness();
		this.timeoutStatus = settings.timeoutStatus();
		this.metadata = metadata;
		this.connectionProvider = (provider instanceof ConnectionHeartbeatMetadataProvider own) ? own : null;
		this.sharedMetadata = new MetadataCache(metadata,
				(provider != null && this.connectionProvider == null) ? provider::metadata : null,
				engine.providerExecutor(), false);
		this.listener = listener;
	}

	@Override
	public ConnectionHeartbeat attach(HubConnection connection) {
		return new HeartbeatSession(this, connection);
	}

	HubTimer timer() {
		return this.timer;
	}

	InstantSource wallClock() {
		return this.wallClock;
	}

	long interval() {
		return this.interval;
	}

	/** Zero for no timeout. */
	long timeout() {
		return this.timeout;
	}

	Liveness liveness() {
		return this.liveness;
	}

	/** The metadata of a new connection. */
	MetadataCache metadata(HubConnection connection) {
		ConnectionHeartbeatMetadataProvider own = this.connectionProvider;
		return (own == null) ? this.sharedMetadata
				: new MetadataCache(this.metadata, () -> own.metadata(connection), this.callbackExecutor, true);
	}

	HeartbeatListener listener() {
		return this.listener;
	}

	/**
	 * Assigns a new connection to a slot: connections in the same slot have their
	 * heartbeats at the same time.
	 */
	SharedSlots.Slot join(HubConnection connection) {
		return this.slots.join(connection, this::firstDue);
	}

	/** The slot of connections whose heartbeats have not started or have ended. */
	SharedSlots.Slot noSlot() {
		return this.slots.none();
	}

	/** The connection has ended. */
	void leave(HubConnection connection, SharedSlots.Slot slot) {
		this.slots.leave(connection, slot);
	}

	/** Whether no connection has a slot. */
	boolean sharesNothing() {
		return this.slots.isEmpty();
	}

	/**
	 * When the first heartbeat is due: between one half and three halves of the interval
	 * from now. So the heartbeats of connections that were made together are spread.
	 */
	long firstDue() {
		return this.firstDue.applyAsLong(earliest(), this.interval);
	}

	/** The same for a new connection, at the time of its slot. */
	long firstDue(SharedSlots.Slot slot) {
		return slot.next(earliest(), this.interval);
	}

	private long earliest() {
		return this.timer.now() + this.interval / 2;
	}

	AckCallback ackCallback(Consumer<Duration> callback, HubConnection connection) {
		return new AckCallback(callback, connection, this.callbacks);
	}

	void timedOut(HubConnection connection, String text) {
		this.listener.timedOut(connection);
		connection.disconnect(DisconnectReason.of(DisconnectReason.Type.HEARTBEAT_TIMEOUT, text), this.timeoutStatus,
				text);
	}

}
