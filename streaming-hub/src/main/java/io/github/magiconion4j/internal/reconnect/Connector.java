package io.github.magiconion4j.internal.reconnect;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Creates the connections of a reconnecting client.
 *
 * @param <C> the type of connection
 */
public interface Connector<C extends Attempt> {

	/**
	 * Starts to connect. Does not block.
	 * @return the attempt
	 */
	C connect();

	/**
	 * Runs the application's {@code onConnected} callback, before other calls are sent.
	 * It may block and throw any exception.
	 * @param connection the connection
	 * @return a stage that completes with the callback; {@code null} if the callback has
	 * completed
	 */
	@Nullable CompletionStage<?> prepare(C connection);

	/**
	 * Maps the failure of an attempt, or of its preparation, to a reason.
	 * @param failure the failure
	 * @return why there is no connection
	 */
	DisconnectReason reason(Throwable failure);

}
