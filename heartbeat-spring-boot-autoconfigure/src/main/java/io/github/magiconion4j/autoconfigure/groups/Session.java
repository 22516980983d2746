package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A connection of a backplane. All methods except the first two are called by one thread.
 */
interface Session {

	/**
	 * Sends a message; does not block.
	 * @return a stage that completes when the message was sent or is lost
	 */
	CompletionStage<?> publish(String channel, byte[] message);

	/**
	 * Whether the session can still publish. Called on any thread.
	 * @return {@code false} if it is lost, even before the loss has been reported
	 */
	boolean isAlive();

	/**
	 * Asks the servers that are not reached by an echo whether they answer.
	 * @return a stage that completes when all of them have answered, and never while one
	 * is stopped
	 */
	default CompletionStage<?> ping() {
		return CompletableFuture.completedStage(null);
	}

	/**
	 * Subscribes, and waits for the confirmations for a bounded time.
	 * @throws Exception if they do not arrive
	 */
	void subscribe(List<String> channels) throws Exception;

	/** Starts to unsubscribe; does not wait. */
	void unsubscribe(String channel);

	/** Closes the session; does not throw. */
	void close();

}
