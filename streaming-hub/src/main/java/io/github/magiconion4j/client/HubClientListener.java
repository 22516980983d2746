package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;

/**
 * Is notified of the events of clients, for meters. Except for {@link #connecting}, it is
 * called on the hot path, by the transport's threads: implementations must be thread-safe
 * and must not block. Exceptions are logged once a minute and otherwise ignored.
 */
public interface HubClientListener {

	/**
	 * A client starts to connect. Called by the connecting thread before all other events
	 * of the client, so expensive preparation belongs here.
	 * @param serviceName the hub's service name
	 */
	default void connecting(String serviceName) {
	}

	/**
	 * A client is connected. {@link #disconnected} follows later, exactly once.
	 * @param serviceName the hub's service name
	 */
	default void connected(String serviceName) {
	}

	/**
	 * A reconnecting client is connected again, and its {@code onConnected} callback has
	 * completed. {@link #connected} was called before.
	 * @param serviceName the hub's service name
	 * @param lost why the previous connection was lost
	 * @param nanos how long the client was disconnected, in nanoseconds
	 */
	default void reconnected(String serviceName, DisconnectReason lost, long nanos) {
	}

	/**
	 * The server answered a heartbeat of a client.
	 * @param serviceName the hub's service name
	 * @param nanos the round-trip time in nanoseconds
	 */
	default void roundTripMeasured(String serviceName, long nanos) {
	}

	/**
	 * The connection of a client has ended.
	 * @param serviceName the hub's service name
	 * @param reason why it ended
	 */
	default void disconnected(String serviceName, DisconnectReason reason) {
	}

}
