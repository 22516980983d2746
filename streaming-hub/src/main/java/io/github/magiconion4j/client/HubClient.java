package io.github.magiconion4j.client;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.DisconnectReason;

/**
 * A client of a hub. One that {@link StreamingHubClient} makes is a single connection,
 * and never connects again; {@link ReconnectingHubClient} does. Thread-safe.
 *
 * @param <H> the hub interface
 */
public interface HubClient<H> extends AutoCloseable {

	/**
	 * The hub on the other side.
	 * <p>
	 * A method that returns {@code void} is fire and forget. One that returns a
	 * {@link CompletionStage} returns at once; the stage is completed on the executor of
	 * the options. One that returns a plain value waits for the answer, so it throws
	 * {@link IllegalStateException} on a thread of the transport, whose answer could then
	 * never come.
	 * <p>
	 * A call fails with a {@link io.github.magiconion4j.hub.HubStatusException}: the
	 * server's status, DEADLINE_EXCEEDED after the call timeout, RESOURCE_EXHAUSTED while
	 * too much waits for a server that does not read, CANCELLED if the waiting thread is
	 * interrupted, and, from the end on, at once with {@link HubDisconnectedException}.
	 * @return the hub, the same object at every call
	 */
	H hub();

	/**
	 * The hub, without its answers: every method is sent as fire and forget, and returns
	 * at once a completed stage, null or zero. No failure of the method is heard of.
	 * @return the hub, the same object at every call
	 */
	H fireAndForget();

	/**
	 * The server's clock, as far as its heartbeats tell.
	 * @return the clock, the same object at every call
	 */
	ServerClock serverClock();

	/**
	 * The end of the connection, whatever ends it.
	 * @return a stage that is completed on the executor of the options, never
	 * exceptionally
	 */
	CompletionStage<DisconnectReason> disconnected();

	/**
	 * Ends the connection, as intended: what was called before is still sent, then the
	 * server is told that no more comes, and has the rest of the close timeout to answer
	 * and to end its side. Calls fail from now on. Calling it again does nothing.
	 * @return {@link #disconnected()}
	 */
	CompletionStage<DisconnectReason> closeAsync();

	/**
	 * {@link #closeAsync()}, and waits for the end. If the thread is interrupted, it
	 * returns at once and the thread stays interrupted.
	 * @throws IllegalStateException on a thread of the transport
	 */
	@Override
	void close();

}
