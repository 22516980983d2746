package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;

/**
 * Hears what happens to clients, for meters. Called on the hot path, by the transport's
 * threads but for {@link #connecting}: an implementation must be thread-safe and must not
 * block. What it throws is logged once a minute and harms nothing.
 */
public interface HubClientListener {

	/**
	 * A client begins to connect. Called by the thread that connects it, before anything
	 * else is heard of that client, so what takes time belongs here.
	 * @param serviceName the hub's service name
	 */
	default void connecting(String serviceName) {
	}

	/**
	 * A client is connected. {@link #disconnected} follows some time, once.
	 * @param serviceName the hub's service name
	 */
	default void connected(String serviceName) {
	}

	/**
	 * A client that reconnects is back: it is connected, and its {@code onConnected}
	 * callback is done. {@link #connected} came before.
	 * @param serviceName the hub's service name
	 * @param lost why it had lost the connection before
	 * @param nanos how long it was away, in nanoseconds
	 */
	default void reconnected(String serviceName, DisconnectReason lost, long nanos) {
	}

	/**
	 * A heartbeat of a client was answered.
	 * @param serviceName the hub's service name
	 * @param nanos its round-trip time in nanoseconds
	 */
	default void roundTripMeasured(String serviceName, long nanos) {
	}

	/**
	 * The connection of a client has ended.
	 * @param serviceName the hub's service name
	 * @param reason why
	 */
	default void disconnected(String serviceName, DisconnectReason reason) {
	}

}
