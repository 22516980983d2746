package io.github.magiconion4j.internal.spi;

/**
 * Creates the heartbeats of the connections of one hub. Thread-safe.
 */
@FunctionalInterface
public interface Heartbeats {

	/** No heartbeats. */
	Heartbeats NONE = (connection) -> ConnectionHeartbeat.NONE;

	/**
	 * Creates the heartbeat of a new connection.
	 * @param connection the connection, which is not ready yet
	 * @return the heartbeat, not yet started
	 */
	ConnectionHeartbeat attach(HubConnection connection);

}
