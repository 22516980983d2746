package io.github.magiconion4j.hub;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Connections that are called together. What is called on a receiver of several
 * connections is encoded once and sent to each that is a member at that moment; a member
 * that reads slowly delays no other. Those receivers cannot be asked for results. Members
 * leave by themselves when their connections end. Thread-safe. None of these methods
 * blocks, and no call of a receiver does.
 * <p>
 * Where the server has a backplane, the group may have members on other servers, too, and
 * whoever is called may be on any of them. All members hear the calls in one order, each
 * at most once. While the backplane is away, a call reaches the members on this server
 * alone. A call that is too large for it fails with an {@link IllegalArgumentException}.
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
	 * One member, which can be asked for results if it is on this server.
	 * @param connectionId the id to call; if it is no member, nobody is called. Results
	 * fail with NOT_FOUND at once if it is no member on this server
	 * @return a receiver
	 */
	R single(UUID connectionId);

	/**
	 * One member, which can be asked for results if it is on this server.
	 * @param connectionId the id to call
	 * @param resultTimeout how long to wait for its results
	 * @return a receiver
	 */
	R single(UUID connectionId, Duration resultTimeout);

	/**
	 * Takes a member out, also if it is on another server; then it takes as long as a
	 * call, and is lost while the backplane is away. Does nothing if it is no member.
	 * @param connectionId whom to remove
	 */
	void remove(UUID connectionId);

	/**
	 * How many members there are on this server now.
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
	 * Who the members are on all servers, as {@link #countEverywhere()} counts them.
	 * @return a stage that completes with the ids of their connections, or fails, in the
	 * same way
	 * @throws IllegalStateException if the backplane keeps no presence
	 */
	CompletionStage<Set<UUID>> membersEverywhere();

}
