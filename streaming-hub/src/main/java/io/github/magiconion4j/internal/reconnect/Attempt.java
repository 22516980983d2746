package io.github.magiconion4j.internal.reconnect;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.calls.HubCalls;
import io.github.magiconion4j.internal.threads.Announcement;

/**
 * One connection of a client that connects again, from the attempt to its end.
 * Thread-safe; no method blocks.
 */
public interface Attempt {

	/**
	 * How connecting comes out.
	 * @return the same object at every call
	 */
	Announcement<Accepted> acceptance();

	/**
	 * Why it ended. It does not, if it was never accepted.
	 * @return the same object at every call
	 */
	Announcement<DisconnectReason> end();

	/**
	 * The calls of its hub.
	 * @return the same object at every call
	 */
	HubCalls calls();

	/**
	 * Gives up connecting. Does nothing once it is done.
	 * @param why the reason, for the server's side of gRPC
	 */
	void abandon(String why);

	/**
	 * Ends the connection, as intended. Does nothing before it is accepted.
	 * @return complete at its end
	 */
	CompletionStage<?> closeAsync();

}
