package io.github.magiconion4j.backplane;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Carries bytes from each server of a fleet to all servers that have subscribed to a
 * channel, the sending one included. Implement it for what your servers have in common,
 * such as Redis or NATS.
 * <p>
 * What it promises:
 * <ul>
 * <li>What is published over one backplane to one channel arrives in that order, and all
 * subscribers of a channel get all of it in one order.
 * <li>Nothing arrives twice. It may be lost: what was accepted and not sent when the
 * backplane goes down is dropped, not sent later.
 * <li>It is up only while it is connected and every subscription that it still has is
 * confirmed over the present connection. It connects and subscribes anew by itself, for
 * as long as it takes.
 * <li>No method blocks.
 * </ul>
 * Implementations must be thread-safe. They must hold no lock that one of these methods
 * needs while they call a listener or complete a stage.
 */
public interface GroupBackplane {

	/**
	 * What it is, for log lines and the tags of meters.
	 * @return a short name, such as {@code redis}
	 */
	String name();

	/**
	 * The channel of a group.
	 * @param group the name of the group in the fleet
	 * @return the name of the channel, for {@link #publish} and {@link #subscribe}
	 * @throws IllegalArgumentException if no channel can have such a name. The text says
	 * why
	 */
	String channel(String group);

	/**
	 * Sends a message to all servers that have subscribed to a channel. The message may
	 * wait in a buffer of bounded size.
	 * @param channel the channel
	 * @param message the message, at most {@link #maxMessageSize()} bytes; not to be
	 * changed any more
	 * @return whether it was accepted; {@code false} if the backplane is down, or if its
	 * buffer is full. Then it is not sent
	 */
	boolean publish(String channel, byte[] message);

	/**
	 * Begins to receive what is published to a channel. There is at most one subscription
	 * of a server to a channel at a time; a new one may begin as soon as the one before
	 * it was closed. While the backplane is down the subscription waits until it is up.
	 * @param channel the channel
	 * @param receiver is called with each message, one at a time and in order, on any
	 * thread but none that waits for this call; it neither blocks nor throws. A message
	 * is not changed after it was handed over
	 * @return the subscription
	 */
	Subscription subscribe(String channel, Consumer<byte[]> receiver);

	/**
	 * Whether it is connected, and all of its subscriptions are confirmed.
	 * @return whether it is up
	 */
	boolean isUp();

	/**
	 * Adds a listener, which is called each time the backplane goes up or down, one call
	 * after the other. It is not told how things are now. When the backplane has gone
	 * down, it does not go up before the listener has returned.
	 * @param listener called with whether the backplane is up; it neither waits nor
	 * throws
	 */
	void addListener(Consumer<Boolean> listener);

	/**
	 * How large a message may be.
	 * @return bytes; it may change, as when another server of NATS is found
	 */
	int maxMessageSize();

	/**
	 * Where this server tells who is in its groups.
	 * @return a place for one server, a new one at every call; empty if nothing of the
	 * kind is kept
	 */
	default Optional<PresenceStore> presence() {
		return Optional.empty();
	}

	/**
	 * What a server receives of a channel, until it is closed. Thread-safe.
	 */
	interface Subscription extends AutoCloseable {

		/**
		 * When it was confirmed: from then on no message is missed while the backplane is
		 * up.
		 * @return a stage that completes at the first confirmation. It fails if the
		 * subscription is refused for good, as when the server lacks the permission; it
		 * may never complete
		 */
		CompletionStage<@Nullable Void> confirmed();

		/**
		 * Ends the subscription. Returns at once; a message that is on its way may still
		 * be handed over. Calling it again does nothing.
		 */
		@Override
		void close();

	}

}
