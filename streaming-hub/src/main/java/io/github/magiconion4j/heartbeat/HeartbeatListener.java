package io.github.magiconion4j.heartbeat;

import io.github.magiconion4j.hub.HubContext;

/**
 * Hears what happens to the heartbeats of one hub, for meters. Called on the hot path, by
 * the transport's threads and the timer's: an implementation must be thread-safe and must
 * neither block nor throw.
 */
public interface HeartbeatListener {

	/** Hears nothing. */
	HeartbeatListener NONE = new HeartbeatListener() {
	};

	/**
	 * A heartbeat left.
	 * @param connection the connection
	 */
	default void sent(HubContext connection) {
	}

	/**
	 * A heartbeat was due while the one before it still waited for the connection to take
	 * bytes.
	 * @param connection the connection
	 */
	default void skipped(HubContext connection) {
	}

	/**
	 * An acknowledgement came that measures nothing.
	 * @param connection the connection
	 * @param why what is wrong with it
	 */
	default void ignored(HubContext connection, IgnoredAck why) {
	}

	/**
	 * A heartbeat was acknowledged.
	 * @param connection the connection
	 * @param roundTripNanos its round-trip time in nanoseconds
	 */
	default void acknowledged(HubContext connection, long roundTripNanos) {
	}

	/**
	 * A connection was given up.
	 * @param connection the connection
	 */
	default void timedOut(HubContext connection) {
	}

	/**
	 * The metadata provider, or the encoding of what it gave, failed.
	 * @param failure what was thrown
	 */
	default void metadataFailed(Throwable failure) {
	}

}
