package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.client.ReconnectingHubClient;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver implements whose client has to tell the server something on each new
 * connection, before anything else is sent: to log in, to join rooms. It holds for
 * clients that {@link StreamingHubClient} injects.
 *
 * @param <H> the hub interface
 */
@FunctionalInterface
public interface OnConnected<H> {

	/**
	 * The client is connected anew. It may block; see {@link ReconnectingHubClient#open}.
	 * @param hub the hub of this connection, the one to call here
	 * @return a stage that completes when all is said, or {@code null} if it is; if it
	 * fails, the attempt to connect has failed
	 */
	@Nullable CompletionStage<?> onConnected(H hub);

}
