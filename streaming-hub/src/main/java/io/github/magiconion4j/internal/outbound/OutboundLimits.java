package io.github.magiconion4j.internal.outbound;

import java.time.Duration;

/**
 * The limits of an outbound queue.
 *
 * @param maxBytes the largest backlog, in bytes of memory, above which the connection is
 * closed. The high watermark is a quarter of it, the low watermark an eighth
 * @param slowConsumerTimeout how long a client with a backlog may read nothing; zero for
 * no limit
 */
public record OutboundLimits(long maxBytes, Duration slowConsumerTimeout) {

}
