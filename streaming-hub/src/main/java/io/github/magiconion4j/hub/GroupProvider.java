package io.github.magiconion4j.hub;

/**
 * Groups for services and background jobs. Thread-safe.
 */
public interface GroupProvider {

	/**
	 * Returns the group of a key, and creates it if there is none.
	 * @param key any key with {@code equals} and {@code hashCode}; a {@link String} is
	 * the group's name on all servers that a backplane connects
	 * @param receiver the receiver interface of its members' hubs
	 * @param <R> the receiver
	 * @return the group, the same object until it is closed
	 * @throws IllegalArgumentException if the group of that key has another receiver, or
	 * the type is not a valid receiver interface, or the backplane can have no group of
	 * that name
	 */
	<R> ApplicationGroup<R> getOrAdd(Object key, Class<R> receiver);

	/**
	 * All connections of a user to hubs that have a receiver, on all servers that a
	 * backplane connects. They are found by the name of {@link HubContext#principal()},
	 * as it is when they begin. On servers of C# nobody is found.
	 * @param name the name of the principal
	 * @param receiver the receiver interface of the hubs
	 * @param <R> the receiver
	 * @return a receiver that may be kept; its methods cannot be asked for results
	 * @throws IllegalStateException if the server does not keep users, which costs an
	 * entry for each connection of one: see {@code GroupSettings.users}
	 * @throws IllegalArgumentException if this is no receiver of a hub
	 */
	<R> R user(String name, Class<R> receiver);

}
