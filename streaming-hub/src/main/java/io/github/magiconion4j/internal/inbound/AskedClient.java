package io.github.magiconion4j.internal.inbound;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client is asked for results. Thread-safe; no method blocks.
 */
public interface AskedClient {

	/**
	 * Queues a message for the client. After the end it is dropped.
	 * @param message the message, which must not be modified afterwards
	 */
	void send(byte[] message);

	/**
	 * Why the connection ended.
	 * @return the reason; {@code null} while it is open
	 */
	@Nullable DisconnectReason ended();

	/**
	 * Runs user code in the context of the connection, on this thread.
	 * @param action what to run
	 */
	void inContext(Runnable action);

}
