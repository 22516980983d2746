package io.github.magiconion4j.sample;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.server.StreamingHubServer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who is connected, and who has disconnected recently.
 */
@Component
class LiveData {

	/** The attribute with the user's name. */
	static final String USER = "user";

	private static final int DISCONNECTIONS = 20;

	private final StreamingHubServer server;

	private final Deque<Disconnection> disconnections = new ArrayDeque<>();

	LiveData(StreamingHubServer server) {
		this.server = server;
	}

	synchronized void disconnected(HubContext connection, DisconnectReason reason) {
		this.disconnections
			.addFirst(new Disconnection(Connection.of(connection), Instant.now(), reason.type(), reason.detail()));
		if (this.disconnections.size() > DISCONNECTIONS) {
			this.disconnections.removeLast();
		}
	}

	synchronized Snapshot snapshot() {
		return new Snapshot(this.server.connections().map(Connection::of).toList(), List.copyOf(this.disconnections));
	}

	/**
	 * What the page shows.
	 *
	 * @param connections who is connected
	 * @param disconnections who has disconnected recently, the last one first
	 */
	record Snapshot(List<Connection> connections, List<Disconnection> disconnections) {

	}

	/**
	 * A connection.
	 *
	 * @param id its id
	 * @param user who it is, once that is known
	 * @param seconds how old it is, or was
	 * @param latencyMillis the last round-trip time, once there is one
	 */
	record Connection(UUID id, @Nullable String user, long seconds, @Nullable Double latencyMillis) {

		static Connection of(HubContext connection) {
			HeartbeatFeature heartbeat = connection.heartbeat();
			return new Connection(connection.connectionId(), (String) connection.attributes().get(USER),
					connection.age().toSeconds(),
					(heartbeat.lastReceivedAt() != null) ? heartbeat.latency().toNanos() / 1e6 : null);
		}

	}

	/**
	 * The end of a connection.
	 *
	 * @param connection which
	 * @param at when
	 * @param reason why
	 * @param detail why, in words
	 */
	record Disconnection(Connection connection, Instant at, DisconnectReason.Type reason, String detail) {

	}

}
