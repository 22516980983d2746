package io.github.magiconion4j.client;

import java.time.Duration;

/**
 * The server answered a heartbeat of this client.
 *
 * @param roundTripTime the time from handing the heartbeat to the transport until its
 * answer was read, measured with a monotonic clock
 */
public record ClientHeartbeatEvent(Duration roundTripTime) {

}
