package io.github.magiconion4j.internal.reconnect;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of the state changes of a reconnecting client, one at a time and in order.
 * The methods must not block.
 */
public interface ReconnectionListener {

	/**
	 * The client is connecting.
	 * @param attempt the number of attempts since the last connection that lasted longer
	 * than the backoff limit
	 * @param reason why it is not connected; {@code null} if nothing has failed yet
	 */
	void connecting(int attempt, @Nullable DisconnectReason reason);

	/**
	 * The client is connected: calls are sent.
	 * @param attempt the number of attempts that it took
	 * @param reason why the previous connection or attempt failed; {@code null} if none
	 * did
	 */
	void connected(int attempt, @Nullable DisconnectReason reason);

	/**
	 * The client is connected again after a lost connection. Follows {@link #connected}.
	 * @param lost why the previous connection was lost
	 * @param nanos how long it was disconnected
	 */
	void reconnected(DisconnectReason lost, long nanos);

	/**
	 * The client waits for the next attempt.
	 * @param nanos the delay
	 * @param attempt the number of attempts so far
	 * @param reason why it is not connected
	 */
	void waiting(long nanos, int attempt, DisconnectReason reason);

	/**
	 * The client was closed, or has given up.
	 * @param attempt the number of attempts so far
	 * @param reason the last failure; {@code null} if nothing failed
	 */
	void closed(int attempt, @Nullable DisconnectReason reason);

}
