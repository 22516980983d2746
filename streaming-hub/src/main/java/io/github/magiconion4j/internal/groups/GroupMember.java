package io.github.magiconion4j.internal.groups;

import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its groups see it. Thread-safe; no method blocks.
 */
public interface GroupMember extends HubContext {

	/**
	 * The type of the receivers that the client implements.
	 * @return the receiver interface of its hub
	 */
	Class<?> receiverType();

	/**
	 * Queues a message for the client. After the end it is dropped.
	 * @param message the message, which must not be modified afterwards
	 */
	void send(byte[] message);

	/**
	 * Asks the client for a result.
	 * @param method the method
	 * @param values the arguments; {@code null} for none
	 * @param timeoutNanos how long the client may take
	 * @return the result, or the status with which the call failed
	 */
	CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values,
			long timeoutNanos);

	/**
	 * Whether the current thread may block.
	 * @return {@code false} on a thread of the transport, which also serves other
	 * connections
	 */
	boolean mayWait();

	/**
	 * Completes a stage of user code, on a thread that user code may block.
	 * @param completion completes the stage
	 */
	void later(Runnable completion);

	/**
	 * Whether the connection has ended.
	 * @return whether it has
	 */
	boolean hasEnded();

	/**
	 * The groups that the connection is in.
	 * @return the same object at every call
	 */
	Memberships groups();

}
