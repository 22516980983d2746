package io.github.magiconion4j.client;

import java.time.Instant;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link ReconnectingHubClient} at one moment. Immutable.
 *
 * @param phase what the client is doing
 * @param since when this phase began, by this machine's clock
 * @param attempt the number of attempts to connect since the last connection that lasted
 * longer than the backoff limit; 0 while the client waits after such a connection
 * @param retryAt when the next attempt starts; {@code null} unless the client is waiting
 * @param reason why the client is not connected or, while it is connected, why the
 * previous connection was lost; {@code null} if nothing has failed yet
 */
public record HubClientState(Phase phase, Instant since, int attempt, @Nullable Instant retryAt,
		@Nullable DisconnectReason reason) {

	/**
	 * What a client is doing.
	 */
	public enum Phase {

		/**
		 * The client is connecting, or its {@code onConnected} callback has not
		 * completed.
		 */
		CONNECTING,

		/** The client is connected: calls are sent. */
		CONNECTED,

		/** The client waits for the next attempt. */
		WAITING,

		/** The client was closed or has given up. It never connects again. */
		CLOSED

	}

}
