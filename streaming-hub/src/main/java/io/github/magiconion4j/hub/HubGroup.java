package io.github.magiconion4j.hub;

/**
 * A group of a hub's connections, as one of its members has it. It exists for as long as
 * it has members. Where the server has a backplane, it may have members on other servers.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface HubGroup<R> extends Group<R> {

	/**
	 * The group's name.
	 * @return the name under which it was joined
	 */
	String name();

	/**
	 * Takes this connection out. Calling it again does nothing.
	 */
	void leave();

}
