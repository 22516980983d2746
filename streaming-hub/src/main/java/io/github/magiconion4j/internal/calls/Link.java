package io.github.magiconion4j.internal.calls;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection as its calls see it. Thread-safe; no method blocks.
 */
public interface Link {

	/**
	 * The reason of the end.
	 * @return the reason; {@code null} while calls can be sent
	 */
	@Nullable DisconnectReason over();

	/**
	 * Creates the exception of a call that got no answer because the connection has
	 * ended.
	 * @param reason why the connection has ended
	 * @return a new exception
	 */
	HubStatusException failure(DisconnectReason reason);

	/**
	 * Whether the outbound queue is full because the server does not read.
	 * @return {@code true} if further calls fail
	 */
	boolean isFull();

	/**
	 * Queues a call. After the end it is dropped.
	 * @param message the call
	 */
	void send(byte[] message);

	/**
	 * Queues an answer to the server, which is sent before calls. After the end it is
	 * dropped.
	 * @param message the answer
	 */
	void answer(byte[] message);

}
