package io.github.magiconion4j.internal.groups;

import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A connection that may replace, or be replaced by, another one of its user. Thread-safe;
 * no method blocks.
 */
public interface UserConnection extends HubContext {

	/**
	 * Whether the connection has ended.
	 * @return whether it has
	 */
	boolean hasEnded();

	/**
	 * Ends the connection, if it has not ended yet.
	 * @param reason why it ends
	 * @param code the status code for the client; its text is that of the reason
	 */
	void terminate(DisconnectReason reason, Status.Code code);

	/**
	 * Completes when the hub has been notified of the end.
	 * @return the same future at every call
	 */
	CompletableFuture<@Nullable Void> disconnected();

}
