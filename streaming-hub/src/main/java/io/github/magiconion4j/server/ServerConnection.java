package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;

/**
 * A connection as management code sees it, such as an endpoint or a listener: everything
 * the hub sees, and a way to end the connection. Thread-safe; no method blocks.
 */
public interface ServerConnection extends HubContext {

	/**
	 * Ends the connection. Messages that are queued for the client are dropped.
	 * @param reason the reason for the hub
	 * @param statusCode the gRPC status code that the client sees
	 * @param description the text of that status; none is sent with code 0 (OK)
	 */
	void disconnect(DisconnectReason reason, int statusCode, String description);

}
