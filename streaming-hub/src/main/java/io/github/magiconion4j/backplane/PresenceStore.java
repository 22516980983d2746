package io.github.magiconion4j.backplane;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Stores the members of the groups of all servers of a fleet. The entries of a server are
 * valid while its lease lasts: if a server is killed, its members disappear when the
 * lease expires.
 * <p>
 * Each server has a store object of its own. No method blocks; stages fail if the store
 * is unreachable, or if too many bytes wait to be sent. Operations on the same member are
 * executed in order. Implementations must be thread-safe.
 */
public interface PresenceStore {

	/**
	 * How long entries are valid without being renewed.
	 * @return the lease, which does not change
	 */
	Duration lease();

	/**
	 * Starts or renews the lease of this server's members.
	 * @return a stage that completes with whether the store still has all entries;
	 * {@code false} after {@link #clear()}, or if entries have expired
	 */
	CompletionStage<Boolean> renew();

	/**
	 * Removes all entries of this server.
	 * @return a stage that completes when it is done
	 */
	CompletionStage<?> clear();

	/**
	 * Adds connections of this server to a group.
	 * @param channel the channel of the group
	 * @param members their ids; existing members are not affected
	 * @return a stage that completes when it is done
	 */
	CompletionStage<?> add(String channel, Collection<UUID> members);

	/**
	 * Removes a connection of this server from a group.
	 * @param channel the channel of the group
	 * @param member its id
	 * @return a stage that completes when it is done
	 */
	CompletionStage<?> remove(String channel, UUID member);

	/**
	 * The number of members on all servers.
	 * @param channel the channel of the group
	 * @return a stage that completes with the number
	 */
	CompletionStage<Integer> count(String channel);

	/**
	 * The members on all servers.
	 * @param channel the channel of the group
	 * @return a stage that completes with their ids
	 */
	CompletionStage<Set<UUID>> members(String channel);

}
