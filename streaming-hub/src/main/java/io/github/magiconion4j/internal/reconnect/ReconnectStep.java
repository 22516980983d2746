package io.github.magiconion4j.internal.reconnect;

/**
 * The states of a reconnecting client.
 */
enum ReconnectStep {

	/** Waits for the time of the next attempt. */
	WAITING,

	/** The channel has failed to connect, and is trying again. */
	WAITING_FOR_CHANNEL,

	/** The server has not accepted the connection yet. */
	CONNECTING,

	/** The callback {@code onConnected} has not completed. */
	PREPARING,

	/** Calls are sent. */
	CONNECTED,

	/** The application closes the client, whose open connection has not ended yet. */
	CLOSING,

	/** Closed, or given up. Final. */
	CLOSED

}
