package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.server.ServerConnection;

/**
 * A snapshot of a connection's filter and sort keys, which must not change during
 * sorting.
 *
 * @param id its id
 * @param hub the service name of its hub
 * @param open whether it is open
 * @param suspended whether its heartbeat is suspended
 * @param latencyNanos the last round-trip time; negative before the first one
 * @param idleNanos the time since the last message was read
 * @param ageNanos the time since it started, or how long it lasted
 * @param outstanding the number of heartbeats sent after the newest acknowledged one
 * @param details all other values
 */
record WatchedConnection(UUID id, String hub, boolean open, boolean suspended, long latencyNanos, long idleNanos,
		long ageNanos, int outstanding, Supplier<ConnectionDescriptor> details) {

	static WatchedConnection open(ServerConnection connection) {
		Duration age = connection.age();
		Duration idle = connection.idle();
		return of(connection, true, age, idle, () -> ConnectionDescriptor.of(connection, age, idle, null));
	}

	/**
	 * Holds no reference to the connection itself, whose buffers would stay in memory.
	 */
	static WatchedConnection closed(ServerConnection connection, ConnectionDescriptor.End end) {
		Duration age = connection.age();
		Duration idle = connection.idle();
		ConnectionDescriptor last = ConnectionDescriptor.of(connection, age, idle, end);
		return of(connection, false, age, idle, () -> last);
	}

	private static WatchedConnection of(ServerConnection connection, boolean open, Duration age, Duration idle,
			Supplier<ConnectionDescriptor> details) {
		HeartbeatFeature heartbeat = connection.heartbeat();
		long latency = (heartbeat.lastReceivedAt() != null) ? heartbeat.latency().toNanos() : -1;
		return new WatchedConnection(connection.connectionId(), connection.serviceName(), open, heartbeat.suspended(),
				latency, idle.toNanos(), age.toNanos(), heartbeat.outstanding(), details);
	}

}
