package io.github.magiconion4j.client;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.DisconnectReason;

/**
 * A client of a hub. A client of {@link StreamingHubClient} is a single connection and
 * never reconnects; a {@link ReconnectingHubClient} does. Thread-safe.
 *
 * @param <H> the hub interface
 */
public interface HubClient<H> extends AutoCloseable {

	/**
	 * The proxy for the hub on the server.
	 * <p>
	 * A method that returns {@code void} is fire and forget. A method that returns a
	 * {@link CompletionStage} returns at once; the stage is completed on the executor of
	 * the options. A method that returns a plain value blocks until the answer arrives.
	 * It throws {@link IllegalStateException} on a thread of the transport, because that
	 * thread could then never read the answer.
	 * <p>
	 * A call fails with a {@link io.github.magiconion4j.hub.HubStatusException}: the
	 * server's status; DEADLINE_EXCEEDED after the call timeout; RESOURCE_EXHAUSTED while
	 * the outbound queue is full because the server does not read; or CANCELLED if the
	 * waiting thread is interrupted. When the connection has ended, calls fail at once
	 * with {@link HubDisconnectedException}.
	 * @return the hub, the same object at every call
	 */
	H hub();

	/**
	 * A proxy that calls every method as fire and forget: it returns at once with a
	 * completed stage, {@code null} or zero. Failures of the method are not reported.
	 * @return the hub, the same object at every call
	 */
	H fireAndForget();

	/**
	 * The server's clock, estimated from its heartbeats.
	 * @return the clock, the same object at every call
	 */
	ServerClock serverClock();

	/**
	 * The end of the connection, for whatever reason.
	 * @return a stage that is completed on the executor of the options, never
	 * exceptionally; the same object at every call, which callers cannot complete
	 */
	CompletionStage<DisconnectReason> disconnected();

	/**
	 * Closes the connection gracefully: earlier calls are still sent, then the client
	 * half-closes, and the server has the rest of the close timeout to answer and to end
	 * the call. New calls fail. Calling this method again does nothing.
	 * @return {@link #disconnected()}
	 */
	CompletionStage<DisconnectReason> closeAsync();

	/**
	 * Calls {@link #closeAsync()} and waits for the end. If the thread is interrupted,
	 * this method returns at once and the interrupt flag stays set.
	 * @throws IllegalStateException on a thread of the transport
	 */
	@Override
	void close();

}
