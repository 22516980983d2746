package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;

/**
 * A connection as those see it who watch over a server: what its hub sees, and a way to
 * end it for a reason of theirs. Thread-safe; no method blocks.
 */
public interface ServerConnection extends HubContext {

	/**
	 * Ends the connection. What is queued for the client is dropped.
	 * @param reason what the hub is told
	 * @param statusCode the gRPC status code that the client sees
	 * @param description the text of that status; none is sent with code 0 (OK)
	 */
	void disconnect(DisconnectReason reason, int statusCode, String description);

}
