package io.github.magiconion4j.internal.reconnect;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a client does that connects again: one event at a time, in order. The
 * methods must not block.
 */
public interface ReconnectionListener {

	/**
	 * It connects.
	 * @param attempt the number of attempts since it was last connected for a while
	 * @param reason why it is not connected; {@code null} before anything went wrong
	 */
	void connecting(int attempt, @Nullable DisconnectReason reason);

	/**
	 * It is connected: calls are sent.
	 * @param attempt the number of attempts that it took
	 * @param reason why the connection before this one was lost; {@code null} if none was
	 */
	void connected(int attempt, @Nullable DisconnectReason reason);

	/**
	 * It is back, after it had been connected before. Follows {@link #connected}.
	 * @param lost why the connection before this one was lost
	 * @param nanos how long it was away
	 */
	void reconnected(DisconnectReason lost, long nanos);

	/**
	 * It waits until it tries again.
	 * @param nanos how long
	 * @param attempt the number of attempts so far
	 * @param reason why it is not connected
	 */
	void waiting(long nanos, int attempt, DisconnectReason reason);

	/**
	 * It was closed, or has given up.
	 * @param attempt the number of attempts so far
	 * @param reason why it was not connected before; {@code null} if nothing went wrong
	 */
	void closed(int attempt, @Nullable DisconnectReason reason);

}
