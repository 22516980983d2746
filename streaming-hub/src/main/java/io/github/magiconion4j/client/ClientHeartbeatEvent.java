package io.github.magiconion4j.client;

import java.time.Duration;

/**
 * A heartbeat of this client was answered.
 *
 * @param roundTripTime from the moment it left to the moment its answer was read, by a
 * monotonic clock in nanoseconds
 */
public record ClientHeartbeatEvent(Duration roundTripTime) {

}
