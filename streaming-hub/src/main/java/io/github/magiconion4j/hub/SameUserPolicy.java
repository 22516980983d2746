package io.github.magiconion4j.hub;

/**
 * What happens when a user connects to a hub to which the same user is connected already.
 * A user is who has the name of {@link HubContext#principal()}; clients without a
 * principal are not one user.
 */
public enum SameUserPolicy {

	/** Both connections are open. */
	ALLOW,

	/**
	 * The new connection is refused with ALREADY_EXISTS. A client that lost its network
	 * is kept out until the server has noticed, at the timeout of a heartbeat for
	 * example. It is about the connections of one server.
	 */
	REFUSE,

	/**
	 * The old connection is ended with ABORTED, its hub sees the reason
	 * {@link DisconnectReason.Type#REPLACED}. {@code onConnected} of the new one is
	 * called after {@code onDisconnected} of the old one, unless that takes longer than a
	 * moment. Where a backplane connects the groups of servers, a connection to another
	 * server ends likewise, a moment after the new one was opened.
	 */
	KICK

}
