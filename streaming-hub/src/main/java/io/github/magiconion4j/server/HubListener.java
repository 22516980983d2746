package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of the events of one hub's connections, for meters and logs.
 * Implementations must be thread-safe and must neither block nor throw.
 */
public interface HubListener {

	/** A listener that does nothing. */
	HubListener NONE = new HubListener() {
	};

	/**
	 * A client is connected: its hub has been created, and the response headers are about
	 * to be sent.
	 * @param connection the connection
	 */
	default void connected(ServerConnection connection) {
	}

	/**
	 * A connection has ended. Called once for each connection that was
	 * {@link #connected}.
	 * @param connection the connection
	 * @param reason why it ended
	 */
	default void disconnected(ServerConnection connection, DisconnectReason reason) {
	}

	/**
	 * A connection was refused before its client was connected: by a filter, by
	 * {@code onConnecting}, because its hub could not be created, or because the server
	 * accepts no more connections. None of the other methods is called for it.
	 * @param connection the connection
	 * @param reason why it was refused
	 */
	default void refused(ServerConnection connection, DisconnectReason reason) {
	}

	/**
	 * Returns the listener of a hub method. Called once for each method when the hub is
	 * set up.
	 * @param name the method's name on the wire
	 * @return the listener of the method's calls
	 */
	default Method method(String name) {
		return Method.NONE;
	}

	/**
	 * Is notified of the calls of one hub method. Must be thread-safe and must neither
	 * block nor throw.
	 */
	@FunctionalInterface
	interface Method {

		/** A listener that does nothing. */
		Method NONE = (nanos, failure) -> {
		};

		/**
		 * A call has completed.
		 * @param nanos how long it took, in nanoseconds, including reading its arguments
		 * and writing its result
		 * @param failure the exception of a failed call; {@code null} for success
		 */
		void completed(long nanos, @Nullable Throwable failure);

	}

}
