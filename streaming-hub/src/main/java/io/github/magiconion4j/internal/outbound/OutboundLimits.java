package io.github.magiconion4j.internal.outbound;

import java.time.Duration;

/**
 * What may wait for a client, and for how long.
 *
 * @param maxBytes how many bytes of memory messages may take before the connection is to
 * be closed; a quarter of it is the high watermark, an eighth the low one
 * @param slowConsumerTimeout how long the client may read nothing of what waits for it;
 * zero for ever
 */
public record OutboundLimits(long maxBytes, Duration slowConsumerTimeout) {

}
