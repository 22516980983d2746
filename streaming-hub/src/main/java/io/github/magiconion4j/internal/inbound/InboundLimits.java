package io.github.magiconion4j.internal.inbound;

import java.time.Duration;

/**
 * The limits of what a connection reads.
 *
 * @param maxRequests how many requests may wait or run before reading pauses, at least 1
 * @param maxBytes how many bytes of memory they may take before reading pauses
 * @param maxPause by how long a pause may extend the client's heartbeat deadline
 */
public record InboundLimits(int maxRequests, long maxBytes, Duration maxPause) {

}
