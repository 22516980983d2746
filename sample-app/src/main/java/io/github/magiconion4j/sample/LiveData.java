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
 * The current connections and the recent disconnects.
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
	 * The data of the page.
	 *
	 * @param connections the current connections
	 * @param disconnections the recent disconnects, newest first
	 */
	record Snapshot(List<Connection> connections, List<Disconnection> disconnections) {

	}

	/**
	 * A connection.
	 *
	 * @param id its id
	 * @param user the user's name; {@code null} before the user has joined
	 * @param seconds its age, or how long it lasted
	 * @param latencyMillis the last round-trip time; {@code null} before the first
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
	 * @param connection the connection
	 * @param at when it ended
	 * @param reason why it ended
	 * @param detail the reason as text
	 */
	record Disconnection(Connection connection, Instant at, DisconnectReason.Type reason, String detail) {

	}

}
