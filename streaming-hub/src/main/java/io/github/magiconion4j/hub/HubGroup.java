package io.github.magiconion4j.hub;

/**
 * A group of connections of one hub, seen from one of its members. It exists as long as
 * it has members. With a backplane, it may have members on other servers.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface HubGroup<R> extends Group<R> {

	/**
	 * The name of the group.
	 * @return the name it was joined by
	 */
	String name();

	/**
	 * Removes this connection from the group. Calling it again does nothing.
	 */
	void leave();

}
