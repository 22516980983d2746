package io.github.magiconion4j.internal.heartbeat;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import io.github.magiconion4j.heartbeat.ConnectionHeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.jspecify.annotations.Nullable;

/**
 * Creates the heartbeats of hubs. Immutable, thread-safe.
 *
 * @param timer runs all heartbeats of all connections
 * @param wallClock the server's time that heartbeats carry
 * @param callbackExecutor runs users' ack callbacks
 * @param providerExecutor runs metadata providers: one thread per hub at most, for as
 * long as the provider blocks
 * @param phase tells, as a number in [0, 1), where between one half and three halves of
 * the interval a new connection has its first heartbeat
 */
public record HeartbeatEngine(HubTimer timer, InstantSource wallClock, Executor callbackExecutor,
		Executor providerExecutor, DoubleSupplier phase) {

	/**
	 * Creates an engine.
	 * @param timer runs all heartbeats of all connections
	 * @param wallClock the server's time that heartbeats carry
	 * @param callbackExecutor runs users' ack callbacks
	 * @param providerExecutor runs metadata providers
	 * @param phase where a new connection has its first heartbeat, in [0, 1)
	 */
	public HeartbeatEngine {
		Objects.requireNonNull(timer, "timer");
		Objects.requireNonNull(wallClock, "wallClock");
		Objects.requireNonNull(callbackExecutor, "callbackExecutor");
		Objects.requireNonNull(providerExecutor, "providerExecutor");
		Objects.requireNonNull(phase, "phase");
	}

	/**
	 * Creates an engine with the system's clock. It spreads the first heartbeats of
	 * connections evenly.
	 * @param timer runs all heartbeats of all connections
	 * @param callbackExecutor runs users' ack callbacks
	 * @param providerExecutor runs metadata providers
	 */
	public HeartbeatEngine(HubTimer timer, Executor callbackExecutor, Executor providerExecutor) {
		this(timer, InstantSource.system(), callbackExecutor, providerExecutor,
				new Phases(ThreadLocalRandom.current().nextLong()));
	}

	/**
	 * The heartbeats of one hub.
	 * @param serviceName the hub's service name
	 * @param settings interval, timeout and so on
	 * @param provider provides the metadata, for all connections or, if it is a
	 * {@link ConnectionHeartbeatMetadataProvider}, for each one; {@code null} for nil
	 * @param encoder encodes the provider's values
	 * @param listener listens to the hub's heartbeats
	 * @return creates the heartbeat of each connection of that hub
	 */
	public Heartbeats heartbeats(String serviceName, HeartbeatSettings settings,
			@Nullable HeartbeatMetadataProvider provider, MetadataEncoder encoder, HeartbeatListener listener) {
		HubMetadata metadata = new HubMetadata(serviceName, encoder, this.timer, settings, listener);
		return new HubHeartbeats(this, settings, metadata, provider, listener);
	}

}
