package io.github.magiconion4j.hub;

/**
 * Groups for services and background jobs. Thread-safe.
 */
public interface GroupProvider {

	/**
	 * The group of a key, which is made if there is none.
	 * @param key any key with {@code equals} and {@code hashCode}
	 * @param receiver the receiver interface of its members' hubs
	 * @param <R> the receiver
	 * @return the group, until it is closed
	 * @throws IllegalArgumentException if the group of that key has another receiver, or
	 * this is no receiver of a hub
	 */
	<R> ApplicationGroup<R> getOrAdd(Object key, Class<R> receiver);

}
