/**
 * The outbound queues of connections and their drain loop, for servers and clients. On a
 * server also the scheduling of connections with large backlogs, and the detection of
 * slow clients. Internal: not part of the API.
 */
@NullMarked
package io.github.magiconion4j.internal.outbound;

import org.jspecify.annotations.NullMarked;
