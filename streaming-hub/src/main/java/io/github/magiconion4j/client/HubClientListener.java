package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;

/**
 * Hears what happens to clients, for meters. Called on the hot path, by the transport's
 * threads: an implementation must be thread-safe and must neither block nor throw.
 */
public interface HubClientListener {

	/** Hears nothing. */
	HubClientListener NONE = new HubClientListener() {
	};

	/**
	 * A client is connected. {@link #disconnected} follows some time, once.
	 * @param serviceName the hub's service name
	 */
	default void connected(String serviceName) {
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
