package io.github.magiconion4j.client;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.threads.TransportThread;

/**
 * A client that is a single connection.
 *
 * @param <H> the hub interface
 */
final class SingleHubClient<H> implements HubClient<H> {

	private final ClientConnection connection;

	private final H hub;

	private final H fireAndForget;

	SingleHubClient(ClientConnection connection, Class<H> hubType) {
		this.connection = connection;
		this.hub = hub(connection, hubType);
		this.fireAndForget = hubType.cast(connection.contract().hubs().create(connection.calls()::callWithoutAnswer));
	}

	/** Creates the proxy for the hub of a connection. */
	static <H> H hub(ClientConnection connection, Class<H> hubType) {
		return hubType.cast(connection.contract().hubs().create(connection.calls()));
	}

	@Override
	public H hub() {
		return this.hub;
	}

	@Override
	public H fireAndForget() {
		return this.fireAndForget;
	}

	@Override
	public ServerClock serverClock() {
		return this.connection.serverClock();
	}

	@Override
	public CompletionStage<DisconnectReason> disconnected() {
		return this.connection.end().stage();
	}

	@Override
	public CompletionStage<DisconnectReason> closeAsync() {
		return this.connection.closeAsync();
	}

	@Override
	public void close() {
		TransportThread.checkMayWait("close");
		this.connection.closeAsync();
		this.connection.end().awaitUnlessInterrupted();
	}

	ClientConnection connection() {
		return this.connection;
	}

	@Override
	public String toString() {
		return "client of hub " + this.connection.serviceName();
	}

}
