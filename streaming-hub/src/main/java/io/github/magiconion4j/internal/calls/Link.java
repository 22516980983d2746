package io.github.magiconion4j.internal.calls;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection as its calls see it. Thread-safe; no method blocks.
 */
public interface Link {

	/**
	 * Why nothing can be called any more.
	 * @return the reason; {@code null} while calls can be sent
	 */
	@Nullable DisconnectReason over();

	/**
	 * What a call fails with that the end of the connection leaves without an answer.
	 * @param reason why the connection has ended
	 * @return a new exception
	 */
	HubStatusException failure(DisconnectReason reason);

	/**
	 * Whether too much waits for the server, which does not read.
	 * @return whether no more calls are taken
	 */
	boolean isFull();

	/**
	 * Queues a call. After the end it is dropped.
	 * @param message the call
	 */
	void send(byte[] message);

	/**
	 * Queues an answer to the server, which goes before calls. After the end it is
	 * dropped.
	 * @param message the answer
	 */
	void answer(byte[] message);

}
