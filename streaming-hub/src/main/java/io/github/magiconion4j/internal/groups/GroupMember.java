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
	 * @param message the message, which is not changed any more
	 */
	void send(byte[] message);

	/**
	 * Asks the client for a result.
	 * @param method what is called
	 * @param values the arguments; {@code null} for none
	 * @param timeoutNanos how long the client may take
	 * @return the result, or the status with which the call failed
	 */
	CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values,
			long timeoutNanos);

	/**
	 * Whether the current thread may wait: not if others of the transport wait for it.
	 * @return whether it may
	 */
	boolean mayWait();

	/**
	 * Completes a stage of user code, on a thread that it may block.
	 * @param completion completes it
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
