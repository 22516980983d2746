package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.server.Admission;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.Status;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/**
 * Lists connections and groups, suspends and resumes heartbeats, disconnects clients, and
 * refuses or accepts new connections. Optional parameters have Spring's annotation,
 * because Boot 3 does not recognize JSpecify's.
 */
@Endpoint(id = "streaminghubs", defaultAccess = Access.READ_ONLY)
class StreamingHubsEndpoint {

	private static final int MAX_MESSAGE_LENGTH = 1000;

	private static final String DEFAULT_MESSAGE = "disconnected by an operator";

	private final StreamingHubServer server;

	private final ClosedConnections closed;

	private final boolean shown;

	StreamingHubsEndpoint(StreamingHubServer server, ClosedConnections closed, Show showValues) {
		this.server = server;
		this.closed = closed;
		this.shown = showValues == Show.ALWAYS;
	}

	@ReadOperation
	ConnectionList list(@Nullable String hub, @Nullable String state, @Nullable String sort, @Nullable String limit,
			@Nullable String offset) {
		return list(this.shown, hub, state, sort, limit, offset);
	}

	ConnectionList list(boolean shown, @Nullable String hub, @Nullable String state, @Nullable String sort,
			@Nullable String limit, @Nullable String offset) {
		ConnectionQuery query = ConnectionQuery.parse(this.server.serviceNames(), hub, state, sort, limit, offset);
		ConnectionList list = ConnectionList.of(matching(query), query, NewConnections.of(this.server).refusing());
		return list.show(shown);
	}

	private Stream<WatchedConnection> matching(ConnectionQuery query) {
		Stream<WatchedConnection> open = (query.state() != ConnectionQuery.State.CLOSED)
				? open(query).map(WatchedConnection::open) : Stream.empty();
		Stream<WatchedConnection> ended = (query.state() != ConnectionQuery.State.OPEN)
				? this.closed.latest().filter((each) -> query.hub() == null || each.hub().equals(query.hub()))
				: Stream.empty();
		return Stream.concat(open, ended);
	}

	private Stream<ServerConnection> open(ConnectionQuery query) {
		return (query.hub() != null) ? this.server.connections(query.hub()).stream() : this.server.connections();
	}

	/** One connection, or all groups: no connection has the id {@code groups}. */
	@ReadOperation
	@Nullable
	Object connection(@Selector String id, @Nullable String hub, @Nullable String limit, @Nullable String offset) {
		return connection(this.shown, id, hub, limit, offset);
	}

	@Nullable
	Object connection(boolean shown, String id, @Nullable String hub, @Nullable String limit, @Nullable String offset) {
		return id.equals("groups") ? groups(hub, limit, offset) : connection(shown, id);
	}

	GroupList groups(@Nullable String hub, @Nullable String limit, @Nullable String offset) {
		ConnectionQuery query = ConnectionQuery.parse(this.server.serviceNames(), hub, null, null, limit, offset);
		return GroupList.of(this.server.groupStates(), query.hub(), query.limit(), query.offset())
			.everywhere(this.server::everywhere);
	}

	@Nullable
	ConnectionDescriptor connection(String id) {
		return connection(this.shown, id);
	}

	@Nullable
	ConnectionDescriptor connection(boolean shown, String id) {
		ServerConnection open = find(id);
		ConnectionDescriptor descriptor = (open != null) ? ConnectionDescriptor.of(open, null)
				: this.closed.latest()
					.filter((each) -> each.id().toString().equals(id))
					.findFirst()
					.map((each) -> each.details().get())
					.orElse(null);
		return (descriptor != null) ? descriptor.show(shown) : null;
	}

	@WriteOperation
	@Nullable
	ConnectionDescriptor heartbeat(@Selector String id, @Nullable String heartbeat) {
		return heartbeat(this.shown, id, heartbeat);
	}

	@Nullable
	ConnectionDescriptor heartbeat(boolean shown, String id, @Nullable String action) {
		ServerConnection connection = find(id);
		if (connection == null) {
			return null;
		}
		if (action == null) {
			throw ConnectionQuery.invalid("heartbeat is missing: it must be one of: suspend, resume");
		}
		Action known = ConnectionQuery.constant("heartbeat", action, Action.RESUME);
		HeartbeatFeature feature = connection.heartbeat();
		if (feature.interval().isZero()) {
			throw ConnectionQuery.invalid("hub " + connection.serviceName() + " has no heartbeat");
		}
		if (known == Action.SUSPEND) {
			feature.unregister();
		}
		else {
			feature.resume();
		}
		return connection(shown, id);
	}

	@WriteOperation
	NewConnections newConnections(@Nullable String hub, @Nullable String connect) {
		List<String> all = this.server.serviceNames();
		if (connect == null) {
			throw ConnectionQuery.invalid("connect is missing: it must be one of: refuse, accept");
		}
		Connect wanted = ConnectionQuery.constant("connect", connect, Connect.ACCEPT);
		Admission admission = this.server.admission();
		List<String> hubs = (hub != null) ? List.of(ConnectionQuery.hub(all, hub)) : all;
		hubs.forEach((wanted == Connect.REFUSE) ? admission::refuse : admission::accept);
		return NewConnections.of(this.server);
	}

	@DeleteOperation
	@Nullable
	Disconnected disconnect(@Selector String id, @Nullable String message) {
		ServerConnection connection = find(id);
		if (connection == null) {
			return null;
		}
		disconnect(connection, checked(message));
		return new Disconnected(1);
	}

	@DeleteOperation
	Disconnected disconnectAll(@Nullable String hub, @Nullable String message) {
		String text = checked(message);
		Collection<ServerConnection> all = this.server
			.connections(ConnectionQuery.hub(this.server.serviceNames(), hub));
		int count = 0;
		for (ServerConnection connection : all) {
			disconnect(connection, text);
			count++;
		}
		return new Disconnected(count);
	}

	private static String checked(@Nullable String message) {
		if (message != null && message.length() > MAX_MESSAGE_LENGTH) {
			throw ConnectionQuery
				.invalid("message has " + message.length() + " characters; the maximum is " + MAX_MESSAGE_LENGTH);
		}
		return (message != null) ? message : DEFAULT_MESSAGE;
	}

	private static void disconnect(ServerConnection connection, String message) {
		connection.disconnect(DisconnectReason.of(DisconnectReason.Type.KICKED, message), Status.Code.ABORTED.value(),
				message);
	}

	private @Nullable ServerConnection find(String id) {
		UUID wanted;
		try {
			wanted = UUID.fromString(id);
		}
		catch (IllegalArgumentException ex) { // not a UUID, so no connection has this id
			return null;
		}
		return this.server.connections()
			.filter((connection) -> connection.connectionId().equals(wanted))
			.findAny()
			.orElse(null);
	}

	/**
	 * Operations on a heartbeat.
	 */
	private enum Action {

		SUSPEND, RESUME

	}

	/**
	 * Operations on new connections.
	 */
	private enum Connect {

		REFUSE, ACCEPT

	}

	/**
	 * Which hubs accept new connections.
	 *
	 * @param accepting their service names
	 * @param refusing the service names of all others
	 */
	record NewConnections(List<String> accepting, List<String> refusing) {

		static NewConnections of(StreamingHubServer server) {
			Map<Boolean, List<String>> all = server.serviceNames()
				.stream()
				.sorted()
				.collect(Collectors.partitioningBy(server.admission()::accepts));
			return new NewConnections(all.getOrDefault(true, List.of()), all.getOrDefault(false, List.of()));
		}

	}

	/**
	 * The result of a disconnect.
	 *
	 * @param disconnected the number of connections that are being closed
	 */
	record Disconnected(int disconnected) {

	}

}
