package io.github.magiconion4j.internal.spi;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the heartbeat engine and monitoring see it. Thread-safe. Except for
 * {@link #inContext(Runnable)}, no method blocks or runs user code on the calling thread,
 * so the timer thread may call them.
 */
public interface HubConnection extends HubContext {

	/**
	 * Requests a heartbeat. It is sent as soon as flow control allows, ahead of queued
	 * messages. At most one request is pending. The bytes are taken from
	 * {@link ConnectionHeartbeat#get()} at that time.
	 */
	void requestHeartbeat();

	/**
	 * Whether flow control blocks this connection because the client does not read. If a
	 * requested heartbeat waits for any other reason, this side is behind.
	 * @return {@code true} if the client causes the wait
	 */
	boolean isCongested();

	/**
	 * The transport of this connection and maybe of others, such as a TCP connection.
	 * @return an object that is equal for all connections of the same transport, and only
	 * for them
	 */
	Object transport();

	/**
	 * The event loop that writes to this connection and to others. Heartbeats that are
	 * due together cost less if they are written by the same event loop.
	 * @return an object that identifies the event loop of the transport; {@code null} if
	 * there is none, or it is unknown
	 */
	@Nullable Object eventLoop();

	/**
	 * How long reading was paused since a given time, because the hub is behind with its
	 * requests. No sign of life can be seen during that time. The result is bounded, so
	 * that a dead client is still detected.
	 * @param time the time, by the timer's clock in nanoseconds
	 * @return nanoseconds
	 */
	long notReadingSince(long time);

	/**
	 * Runs user code in the context of the connection, as hub code runs.
	 * @param action what to run, on the calling thread
	 */
	void inContext(Runnable action);

	/**
	 * Ends the connection.
	 * @param reason the reason for the hub
	 * @param statusCode the gRPC status code that the client sees
	 * @param description the text of that status; none is sent with code 0 (OK)
	 */
	void disconnect(DisconnectReason reason, int statusCode, String description);

}
