package io.github.magiconion4j.internal.spi;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection, as what watches over it sees it. Thread-safe. But for
 * {@link #inContext(Runnable)}, no method blocks or runs user code on the calling thread,
 * so that a timer may call all of them.
 */
public interface HubConnection extends HubContext {

	/**
	 * Asks for a heartbeat to be sent as soon as the connection can take bytes, before
	 * messages that are queued. At most one waits. When it leaves, its bytes are taken
	 * from {@link ConnectionHeartbeat#next()}.
	 */
	void requestHeartbeat();

	/**
	 * Whether the transport takes no bytes now, because the client does not read: a
	 * heartbeat that was asked for waits for that. If it waits otherwise, it is this side
	 * that is behind.
	 * @return whether the client is to blame for the wait
	 */
	boolean isCongested();

	/**
	 * What carries this connection and maybe others, such as a TCP connection.
	 * @return an object that is equal to that of each connection on the same transport,
	 * and to no other's
	 */
	Object transport();

	/**
	 * What writes to this connection and many others, one after the other: heartbeats
	 * that are due together cost less if one of these writes them all.
	 * @return an object for the event loop of the transport; {@code null} if it has none,
	 * or it is not known
	 */
	@Nullable Object eventLoop();

	/**
	 * How long this side has not been reading since a time, because the hub is behind
	 * with its requests: then no sign of life can be seen. Bounded, so that a dead client
	 * is found all the same.
	 * @param time the time, by the timer's clock in nanoseconds
	 * @return nanoseconds
	 */
	long notReadingSince(long time);

	/**
	 * Runs user code as the hub's own: with the contexts of the connection current.
	 * @param action what to run, on the calling thread
	 */
	void inContext(Runnable action);

	/**
	 * Ends the connection.
	 * @param reason what the hub is told
	 * @param statusCode the gRPC status code that the client sees
	 * @param description the text of that status; none is sent with code 0 (OK)
	 */
	void disconnect(DisconnectReason reason, int statusCode, String description);

}
