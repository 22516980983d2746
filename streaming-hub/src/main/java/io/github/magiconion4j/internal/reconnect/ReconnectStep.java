package io.github.magiconion4j.internal.reconnect;

/**
 * What a client that reconnects is doing.
 */
enum ReconnectStep {

	/** The next attempt begins when it is due. */
	WAITING,

	/** The channel has failed to connect, and tries again. */
	WAITING_FOR_CHANNEL,

	/** The server has not accepted yet. */
	CONNECTING,

	/** The callback is not done yet. */
	PREPARING,

	/** Calls are sent. */
	CONNECTED,

	/** The user closes an open connection. */
	CLOSING,

	/** It is over. */
	CLOSED

}
