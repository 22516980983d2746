package io.github.magiconion4j.internal.heartbeat;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongBinaryOperator;

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
 * @param firstDue tells when the first heartbeat of a connection is due, by the timer's
 * clock. The arguments are the earliest time, which is half an interval from now, and the
 * interval, both in nanoseconds; the result is less than an interval after the earliest
 * time
 */
public record HeartbeatEngine(HubTimer timer, InstantSource wallClock, Executor callbackExecutor,
		Executor providerExecutor, LongBinaryOperator firstDue) {

	/** A first heartbeat is due one interval after the connection is made, as in C#. */
	public static final LongBinaryOperator AS_CSHARP = (earliest, interval) -> earliest + interval / 2;

	/**
	 * Creates an engine.
	 * @param timer runs all heartbeats of all connections
	 * @param wallClock the server's time that heartbeats carry
	 * @param callbackExecutor runs users' ack callbacks
	 * @param providerExecutor runs metadata providers
	 * @param firstDue when the first heartbeat of a connection is due
	 */
	public HeartbeatEngine {
		Objects.requireNonNull(timer, "timer");
		Objects.requireNonNull(wallClock, "wallClock");
		Objects.requireNonNull(callbackExecutor, "callbackExecutor");
		Objects.requireNonNull(providerExecutor, "providerExecutor");
		Objects.requireNonNull(firstDue, "firstDue");
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
