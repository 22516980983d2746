package io.github.magiconion4j.hub;

/**
 * A group that the application manages: it exists until it is closed, with members or
 * without. Its members may be connections of several hubs that have the same receiver.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface ApplicationGroup<R> extends Group<R>, AutoCloseable {

	/**
	 * Adds a connection, until it is removed or ends. Adding it again does nothing.
	 * @param connection the connection, of a hub with this receiver
	 * @return whether it is a member now: not if it has ended, or the group is closed
	 * @throws IllegalArgumentException if its hub has another receiver
	 */
	boolean add(HubContext connection);

	/**
	 * Removes a connection. Does nothing if it is no member.
	 * @param connection the connection
	 */
	void remove(HubContext connection);

	/**
	 * Removes all members, and the group itself.
	 */
	@Override
	void close();

}
