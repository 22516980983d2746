package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The settings of the Redis backplane.
 *
 * @param prefix the common prefix of channel names of the fleet
 * @param sharded whether to use sharded publish and subscribe
 * @param maxMessageSize the largest message in bytes
 * @param maxUnsentBytes the most bytes that may wait to be sent
 * @param patience how long Redis may be silent before it counts as down
 * @param presenceLease how long a server's members are valid without being renewed;
 * {@code null} without presence
 */
record RedisSettings(String prefix, boolean sharded, int maxMessageSize, long maxUnsentBytes, Duration patience,
		@Nullable Duration presenceLease) {

}
