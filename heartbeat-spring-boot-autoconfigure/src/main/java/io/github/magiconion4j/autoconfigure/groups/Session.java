package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A connection of a backplane. All methods but the first two are called by one thread.
 */
interface Session {

	/**
	 * Sends a message; does not block.
	 * @return completes when it was sent, or is lost
	 */
	CompletionStage<?> publish(String channel, byte[] message);

	/**
	 * Whether it can still publish. Asked on any thread.
	 * @return {@code false} if it is lost, which may be told later
	 */
	boolean isAlive();

	/**
	 * Subscribes, and waits for a bounded time for the confirmations.
	 * @throws Exception if they do not come
	 */
	void subscribe(List<String> channels) throws Exception;

	/** Begins to unsubscribe. */
	void unsubscribe(String channel);

	/** Ends it, and does not throw. */
	void close();

}
