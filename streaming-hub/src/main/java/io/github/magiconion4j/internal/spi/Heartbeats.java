package io.github.magiconion4j.internal.spi;

/**
 * Gives the connections of one hub their heartbeats. Thread-safe.
 */
@FunctionalInterface
public interface Heartbeats {

	/** No heartbeats. */
	Heartbeats NONE = (connection) -> ConnectionHeartbeat.NONE;

	/**
	 * Makes the heartbeat of a new connection.
	 * @param connection the connection, which is not ready yet
	 * @return its heartbeat, not started yet
	 */
	ConnectionHeartbeat attach(HubConnection connection);

}
