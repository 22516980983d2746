package io.github.magiconion4j.hub;

import java.util.concurrent.CompletionStage;

/**
 * The groups that a connection of a hub can join. The same name in two hubs means two
 * groups. Thread-safe.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface HubGroups<R> {

	/**
	 * Adds this connection to a group, and creates the group if it has no members. If the
	 * connection has ended, the group is returned but not joined.
	 * <p>
	 * With a backplane, the first join of a group on this server blocks until the
	 * backplane has confirmed the subscription.
	 * @param name the group's name
	 * @return the group
	 * @throws HubStatusException with UNAVAILABLE, if the subscription was not confirmed
	 * in time. Then the connection is not in the group
	 * @throws IllegalArgumentException if the name is not valid for the backplane
	 */
	HubGroup<R> add(String name);

	/**
	 * The same as {@link #add}, without blocking.
	 * @param name the group's name
	 * @return a stage that completes when the group is joined, or fails as {@link #add}
	 * would
	 * @throws IllegalArgumentException if the name is not valid for the backplane
	 */
	CompletionStage<HubGroup<R>> addAsync(String name);

}
