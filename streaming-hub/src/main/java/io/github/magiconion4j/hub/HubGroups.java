package io.github.magiconion4j.hub;

/**
 * The groups of a hub, as one of its connections has them. The same name in two hubs is
 * two groups. Thread-safe.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface HubGroups<R> {

	/**
	 * Adds this connection to a group, which is made if nobody is in it. After the end of
	 * the connection the group is given, but not joined.
	 * @param name the group's name
	 * @return the group
	 */
	HubGroup<R> add(String name);

}
