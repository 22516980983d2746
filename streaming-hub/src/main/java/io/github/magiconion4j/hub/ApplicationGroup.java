package io.github.magiconion4j.hub;

import java.util.concurrent.CompletionStage;

/**
 * A group that the application manages. It exists until you close it, even while it has
 * no members. Its members may be connections of several hubs that have the same receiver.
 * With a backplane, groups with the same {@link String} key are one group on all servers;
 * a group with a key of another type exists on this server only.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface ApplicationGroup<R> extends Group<R>, AutoCloseable {

	/**
	 * Adds a connection, until it is removed or ends. Adding it again does nothing.
	 * <p>
	 * If the group is connected to other servers, the first join on this server blocks
	 * until the backplane has confirmed the subscription.
	 * @param connection the connection, of a hub with this receiver
	 * @return whether the connection is a member now: {@code false} if it has ended or
	 * the group is closed
	 * @throws IllegalArgumentException if its hub has another receiver
	 * @throws HubStatusException with UNAVAILABLE, if the subscription was not confirmed
	 * in time. Then the connection is not in the group
	 */
	boolean add(HubContext connection);

	/**
	 * The same as {@link #add}, without blocking.
	 * @param connection the connection, of a hub with this receiver
	 * @return a stage that completes with whether it is a member, or fails as
	 * {@link #add} would
	 * @throws IllegalArgumentException if its hub has another receiver
	 */
	CompletionStage<Boolean> addAsync(HubContext connection);

	/**
	 * Removes a connection. Does nothing if it is not a member.
	 * @param connection the connection
	 */
	void remove(HubContext connection);

	/**
	 * Removes all members on this server, and the group itself from this server.
	 */
	@Override
	void close();

}
