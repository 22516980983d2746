package io.github.magiconion4j.hub;

/**
 * What happens when a user connects to a hub to which the same user is already connected.
 * Users are identified by the name of {@link HubContext#principal()}; the policy does not
 * apply to clients without a principal.
 * <p>
 * With {@link #REFUSE} and {@link #KICK}, {@code onConnected} of a connection is called
 * after {@code onDisconnected} of the one before it on the same server, however that one
 * has ended, or after two seconds if {@code onDisconnected} takes longer.
 */
public enum SameUserPolicy {

	/** Both connections stay open. */
	ALLOW,

	/**
	 * The new connection is refused with ALREADY_EXISTS. A client that lost its network
	 * cannot reconnect until the server has noticed, for example at the heartbeat
	 * timeout. Only connections of the same server count.
	 */
	REFUSE,

	/**
	 * The connection that arrived first ends with ABORTED, even if the server took longer
	 * to accept it than the other one, and its hub sees the reason
	 * {@link DisconnectReason.Type#REPLACED}. With a backplane, a connection to another
	 * server also ends, shortly after the new one was opened.
	 */
	KICK

}
