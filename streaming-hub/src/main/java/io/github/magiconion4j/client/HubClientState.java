package io.github.magiconion4j.client;

import java.time.Instant;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link ReconnectingHubClient} at one moment. Immutable.
 *
 * @param phase what the client does
 * @param since when it began to do that, by this machine's clock
 * @param attempt the number of attempts to connect since it was last connected for a
 * while, at least 1
 * @param retryAt when the next attempt begins; {@code null} unless it is waiting
 * @param reason why it is not connected, or, while it is, why the connection before this
 * one was lost; {@code null} if nothing has gone wrong yet
 */
public record HubClientState(Phase phase, Instant since, int attempt, @Nullable Instant retryAt,
		@Nullable DisconnectReason reason) {

	/**
	 * What a client does.
	 */
	public enum Phase {

		/**
		 * It connects, or its {@code onConnected} callback is not done yet.
		 */
		CONNECTING,

		/** It is connected: calls are sent. */
		CONNECTED,

		/** It waits until it tries again. */
		WAITING,

		/** It is closed, or has given up. It never connects again. */
		CLOSED

	}

}
