package io.github.magiconion4j.internal.reconnect;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.calls.HubCalls;
import io.github.magiconion4j.internal.threads.Announcement;

/**
 * One connection of a reconnecting client, from the attempt to its end. Thread-safe; no
 * method blocks.
 */
public interface Attempt {

	/**
	 * The outcome of connecting.
	 * @return the same object at every call
	 */
	Announcement<Accepted> acceptance();

	/**
	 * The end of the connection. It is never announced if the connection was not
	 * accepted.
	 * @return the same object at every call
	 */
	Announcement<DisconnectReason> end();

	/**
	 * The calls of its hub.
	 * @return the same object at every call
	 */
	HubCalls calls();

	/**
	 * Abandons the attempt. Does nothing if the connection was accepted or has failed.
	 * @param why the text of the cancellation
	 */
	void abandon(String why);

	/**
	 * Closes the connection gracefully. Does nothing before it is accepted.
	 * @return a stage that completes at its end
	 */
	CompletionStage<?> closeAsync();

}
