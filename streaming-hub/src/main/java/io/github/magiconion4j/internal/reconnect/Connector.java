package io.github.magiconion4j.internal.reconnect;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connections of a client.
 *
 * @param <C> the connections
 */
public interface Connector<C extends Attempt> {

	/**
	 * Begins to connect. Does not block.
	 * @return the attempt
	 */
	C connect();

	/**
	 * Lets the user tell the server what a new connection has to know, before other calls
	 * are sent. It may block, and throw whatever it likes.
	 * @param connection the connection
	 * @return complete when it is done; {@code null} if it is
	 */
	@Nullable CompletionStage<?> prepare(C connection);

	/**
	 * Tells what the failure of an attempt, or of its preparation, stands for.
	 * @param failure the failure
	 * @return why there is no connection
	 */
	DisconnectReason reason(Throwable failure);

}
