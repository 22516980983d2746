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
	 * the type is not a valid receiver interface, or the name is not valid for the
	 * backplane
	 */
	<R> ApplicationGroup<R> getOrAdd(Object key, Class<R> receiver);

	/**
	 * All connections of a user to hubs with the given receiver, on all servers that a
	 * backplane connects. They are found by the name of {@link HubContext#principal()} at
	 * the start of the connection. Connections to C# servers are not found.
	 * @param name the name of the principal
	 * @param receiver the receiver interface of the hubs
	 * @param <R> the receiver
	 * @return a receiver, which you may keep; it cannot return results
	 * @throws IllegalStateException if {@code GroupSettings.users} is off; it costs
	 * memory for each connection with a user
	 * @throws IllegalArgumentException if the type is not a valid receiver interface
	 */
	<R> R user(String name, Class<R> receiver);

}
