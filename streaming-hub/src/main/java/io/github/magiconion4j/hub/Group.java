package io.github.magiconion4j.hub;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Connections that you call together. A call is serialized once and sent to each
 * connection that is a member at that moment; a slow member does not delay others.
 * Receivers of several connections cannot return results. Members leave the group when
 * their connections end. Thread-safe. None of these methods blocks, and neither do calls
 * of the receivers, except for methods of {@link #single} that return a plain value.
 * <p>
 * With a backplane, the group can have members on other servers, and calls reach those
 * too. All members receive the calls in the same order, each at most once. While the
 * backplane is down, calls reach only the members on this server. A call that is too
 * large for the backplane fails with an {@link IllegalArgumentException}.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface Group<R> {

	/**
	 * All members.
	 * @return a receiver, which you may keep
	 */
	R all();

	/**
	 * All members except some.
	 * @param connectionIds the ids to leave out; ids of non-members are ignored
	 * @return a receiver
	 */
	R except(Collection<UUID> connectionIds);

	/**
	 * All members except one.
	 * @param connectionId the id to leave out
	 * @return a receiver
	 */
	R except(UUID connectionId);

	/**
	 * Only some members.
	 * @param connectionIds the ids to call; ids of non-members are ignored
	 * @return a receiver
	 */
	R only(Collection<UUID> connectionIds);

	/**
	 * One member, which can return results if it is on this server.
	 * @param connectionId the id to call; if it is not a member, nobody is called.
	 * Methods with a result fail at once with NOT_FOUND if it is not a member on this
	 * server
	 * @return a receiver
	 */
	R single(UUID connectionId);

	/**
	 * One member, which can return results if it is on this server.
	 * @param connectionId the id to call
	 * @param resultTimeout how long to wait for its results
	 * @return a receiver
	 */
	R single(UUID connectionId, Duration resultTimeout);

	/**
	 * Removes a member, even from another server. Removing from another server is
	 * asynchronous, like a call, and is lost while the backplane is down. Does nothing if
	 * the connection is not a member.
	 * @param connectionId the id to remove
	 */
	void remove(UUID connectionId);

	/**
	 * The number of members on this server.
	 * @return their number
	 */
	int count();

	/**
	 * Whether a connection of this server is a member now.
	 * @param connectionId a connection
	 * @return whether it is
	 */
	boolean contains(UUID connectionId);

	/**
	 * How many members there are on all servers, if presence is kept; of a group that is
	 * of this server alone, the same as {@link #count()}. Members on servers of C# are
	 * not among them. Those of a server that was killed are, until its lease ends.
	 * @return a stage that completes with their number, on a thread that may be blocked.
	 * It fails with a {@link HubStatusException}, with UNAVAILABLE, if the backplane is
	 * away or does not answer in time
	 * @throws IllegalStateException if the backplane keeps no presence
	 */
	CompletionStage<Integer> countEverywhere();

	/**
	 * The members of the group on all servers, as counted by {@link #countEverywhere()}.
	 * @return a stage that completes with the ids of their connections, or fails, in the
	 * same way
	 * @throws IllegalStateException if the backplane does not support presence
	 */
	CompletionStage<Set<UUID>> membersEverywhere();

}
