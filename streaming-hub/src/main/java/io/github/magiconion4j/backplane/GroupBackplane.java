package io.github.magiconion4j.backplane;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Carries messages from each server of a fleet to all servers that have subscribed to a
 * channel, including the sender. Implement it to connect your servers by a message broker
 * other than Redis or NATS.
 * <p>
 * An implementation must guarantee:
 * <ul>
 * <li>Messages that one server publishes to a channel arrive in that order. Only if all
 * subscribers of a channel receive all messages in the same order, as with Redis, do
 * members on all servers, too.
 * <li>No message arrives twice. Messages may be lost: if the backplane goes down,
 * messages that it accepted but has not sent are dropped, not sent later.
 * <li>The backplane is up only while it is connected and all its subscriptions are
 * confirmed over the current connection. It reconnects and subscribes again by itself,
 * without a limit on attempts.
 * <li>No method blocks.
 * </ul>
 * Implementations must be thread-safe. They must hold no lock that one of these methods
 * needs while they call a listener or complete a stage.
 */
public interface GroupBackplane {

	/**
	 * The name of the backplane, for log lines and the tags of meters.
	 * @return a short name, such as {@code redis}
	 */
	String name();

	/**
	 * The channel of a group.
	 * @param group the name of the group in the fleet
	 * @return the name of the channel, for {@link #publish} and {@link #subscribe}
	 * @throws IllegalArgumentException if no channel can have such a name; the text says
	 * why
	 */
	String channel(String group);

	/**
	 * Publishes a message to all servers that have subscribed to a channel. The message
	 * may wait in a buffer of bounded size.
	 * @param channel the channel
	 * @param message the message, at most {@link #maxMessageSize()} bytes; it must not be
	 * modified afterwards
	 * @return {@code true} if it was accepted; {@code false} if the backplane is down or
	 * its buffer is full, and the message is not sent
	 */
	boolean publish(String channel, byte[] message);

	/**
	 * Subscribes to a channel. A server has at most one subscription to a channel at a
	 * time; a new one may be made as soon as the previous one is closed. While the
	 * backplane is down, the subscription waits until it is up.
	 * @param channel the channel
	 * @param receiver is called with each message, one at a time and in order, on any
	 * thread except one that waits for this call. It neither blocks nor throws. A message
	 * must not be modified after it was delivered
	 * @return the subscription
	 */
	Subscription subscribe(String channel, Consumer<byte[]> receiver);

	/**
	 * Whether the backplane is connected, and all its subscriptions are confirmed.
	 * @return whether it is up
	 */
	boolean isUp();

	/**
	 * The reason why the backplane is down, for the health of the server.
	 * @return a text without secrets; empty if the backplane is up, or the reason is not
	 * known
	 */
	default Optional<String> lastFailure() {
		return Optional.empty();
	}

	/**
	 * Adds a listener, which is called each time the backplane goes up or down, one call
	 * at a time. It is not called for the current state. After the backplane has gone
	 * down, it does not go up before the listener has returned.
	 * @param listener called with whether the backplane is up; it neither blocks nor
	 * throws
	 */
	void addListener(Consumer<Boolean> listener);

	/**
	 * The largest message, in bytes.
	 * @return bytes; it may change, for example when the client of NATS connects to
	 * another server
	 */
	int maxMessageSize();

	/**
	 * The store for the members of this server's groups.
	 * @return a store for one server, a new one at every call; empty if the backplane
	 * does not support presence
	 */
	default Optional<PresenceStore> presence() {
		return Optional.empty();
	}

	/**
	 * A server's subscription to a channel. Thread-safe.
	 */
	interface Subscription extends AutoCloseable {

		/**
		 * The confirmation: from then on, no message is missed while the backplane is up.
		 * @return a stage that completes at the first confirmation. It fails if the
		 * subscription is refused permanently, for example for lack of permission. It may
		 * never complete
		 */
		CompletionStage<@Nullable Void> confirmed();

		/**
		 * Ends the subscription. Returns at once; a message in flight may still be
		 * delivered. Calling it again does nothing.
		 */
		@Override
		void close();

	}

}
