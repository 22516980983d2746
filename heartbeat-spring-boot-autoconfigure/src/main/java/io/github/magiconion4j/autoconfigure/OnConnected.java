package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.client.ReconnectingHubClient;
import org.jspecify.annotations.Nullable;

/**
 * Implement it in a receiver to call the server on each new connection before other calls
 * are sent, for example to log in or to join rooms. It applies to clients that are
 * injected with {@link StreamingHubClient}.
 *
 * @param <H> the hub interface
 */
@FunctionalInterface
public interface OnConnected<H> {

	/**
	 * Called on each new connection. It may block; see
	 * {@link ReconnectingHubClient#open}.
	 * @param hub the hub of this connection; call this one here
	 * @return a stage that completes when this callback is done, or {@code null} if it is
	 * already; if it fails, the connection attempt has failed
	 */
	@Nullable CompletionStage<?> onConnected(H hub);

}
