package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to the connections of one hub, for meters and logs. An
 * implementation must be thread-safe and must neither block nor throw.
 */
public interface HubListener {

	/** Hears nothing. */
	HubListener NONE = new HubListener() {
	};

	/**
	 * A client is connected: its hub is there, its headers are on their way.
	 * @param connection the connection
	 */
	default void connected(ServerConnection connection) {
	}

	/**
	 * A connection has ended. Called once for each that was {@link #connected}.
	 * @param connection the connection
	 * @param reason why
	 */
	default void disconnected(ServerConnection connection, DisconnectReason reason) {
	}

	/**
	 * A connection was refused before its client was connected: by a filter, by
	 * {@code onConnecting}, because its hub could not be made, or because the server
	 * takes no more. None of the other methods is called for it.
	 * @param connection the connection
	 * @param reason why
	 */
	default void refused(ServerConnection connection, DisconnectReason reason) {
	}

	/**
	 * There is a method. Called once for each when the hub is set up.
	 * @param name its name on the wire
	 * @return what hears of its calls
	 */
	default Method method(String name) {
		return Method.NONE;
	}

	/**
	 * Hears of the calls of one method.
	 */
	@FunctionalInterface
	interface Method {

		/** Hears nothing. */
		Method NONE = (nanos, failure) -> {
		};

		/**
		 * A call is over.
		 * @param nanos how long it took, with reading its arguments and writing its
		 * result
		 * @param failure what it failed with; {@code null} if it did not
		 */
		void completed(long nanos, @Nullable Throwable failure);

	}

}
