package io.github.magiconion4j.backplane;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Where the servers of a fleet keep who is in their groups. What a server has said counts
 * for as long as its lease lasts: a server that is killed vanishes with all of its
 * members when nobody renews it.
 * <p>
 * Each server has a store object of its own. No method blocks; stages fail if the store
 * cannot be reached, or if too much waits to be sent. What is said of a member is done in
 * the order in which it was said. Implementations must be thread-safe.
 */
public interface PresenceStore {

	/**
	 * How long what was said counts without being renewed.
	 * @return the lease, which does not change
	 */
	Duration lease();

	/**
	 * Begins the lease, or prolongs it, for all members at once.
	 * @return completes with whether all that was said is still there; {@code false}
	 * after {@link #clear()}, or if it was forgotten meanwhile
	 */
	CompletionStage<Boolean> renew();

	/**
	 * Takes back all that this server has said.
	 * @return completes when it is done
	 */
	CompletionStage<?> clear();

	/**
	 * Says that connections of this server are members of a group.
	 * @param channel the channel of the group
	 * @param members their ids; those that are known stay as they are
	 * @return completes when it is done
	 */
	CompletionStage<?> add(String channel, Collection<UUID> members);

	/**
	 * Says that a connection of this server is no member any more.
	 * @param channel the channel of the group
	 * @param member its id
	 * @return completes when it is done
	 */
	CompletionStage<?> remove(String channel, UUID member);

	/**
	 * How many members all servers together have.
	 * @param channel the channel of the group
	 * @return completes with their number
	 */
	CompletionStage<Integer> count(String channel);

	/**
	 * Who the members are on all servers.
	 * @param channel the channel of the group
	 * @return completes with their ids
	 */
	CompletionStage<Set<UUID>> members(String channel);

}
