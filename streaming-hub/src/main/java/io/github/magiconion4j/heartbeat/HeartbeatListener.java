package io.github.magiconion4j.heartbeat;

import io.github.magiconion4j.hub.HubContext;

/**
 * Listens to the heartbeats of one hub, for example to record metrics. Called on the hot
 * path, by transport threads and the timer thread: an implementation must be thread-safe
 * and must neither block nor throw.
 */
public interface HeartbeatListener {

	/** A listener that does nothing. */
	HeartbeatListener NONE = new HeartbeatListener() {
	};

	/**
	 * A heartbeat was handed to the transport.
	 * @param connection the connection
	 */
	default void sent(HubContext connection) {
	}

	/**
	 * A heartbeat was skipped: it was due while the one before it still waited for flow
	 * control.
	 * @param connection the connection
	 */
	default void skipped(HubContext connection) {
	}

	/**
	 * An acknowledgement was ignored: no round-trip time could be measured.
	 * @param connection the connection
	 * @param why the reason
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
	 * A connection timed out.
	 * @param connection the connection
	 */
	default void timedOut(HubContext connection) {
	}

	/**
	 * The metadata provider failed, or its value could not be encoded.
	 * @param failure what was thrown
	 */
	default void metadataFailed(Throwable failure) {
	}

}
