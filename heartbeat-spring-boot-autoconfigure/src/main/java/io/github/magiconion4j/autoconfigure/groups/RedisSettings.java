package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How groups go over Redis.
 *
 * @param prefix what all servers of the fleet put before names of groups
 * @param sharded whether groups go over sharded publish and subscribe
 * @param maxMessageSize how large a message may be, in bytes
 * @param maxUnsentBytes how many bytes may wait to be sent
 * @param patience how long Redis may be silent
 * @param presenceLease how long a server's members count without being renewed;
 * {@code null} if it is not kept who they are
 */
record RedisSettings(String prefix, boolean sharded, int maxMessageSize, long maxUnsentBytes, Duration patience,
		@Nullable Duration presenceLease) {

}
