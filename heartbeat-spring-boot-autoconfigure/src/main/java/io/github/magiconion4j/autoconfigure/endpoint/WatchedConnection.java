package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.server.ServerConnection;

/**
 * What connections are chosen and sorted by, at one time: what it is sorted by must not
 * change meanwhile.
 *
 * @param id its id
 * @param hub the service name of its hub
 * @param open whether it is open
 * @param suspended whether its heartbeat is suspended
 * @param latencyNanos the last round-trip time; negative before the first one
 * @param idleNanos how long ago the last message was read
 * @param ageNanos how long ago it began, or how long it lasted
 * @param outstanding how many heartbeats were not answered since the newest that was
 * @param details all the rest
 */
record WatchedConnection(UUID id, String hub, boolean open, boolean suspended, long latencyNanos, long idleNanos,
		long ageNanos, int outstanding, Supplier<ConnectionDescriptor> details) {

	static WatchedConnection open(ServerConnection connection) {
		Duration age = connection.age();
		Duration idle = connection.idle();
		return of(connection, true, age, idle, () -> ConnectionDescriptor.of(connection, age, idle, null));
	}

	/** Keeps nothing of the connection itself, which has buffers. */
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
