/**
 * The outbound queues of connections and their drain loop, for servers and clients. On a
 * server there is also who has its turn when many have much to send, and who reads too
 * slowly. Internal: nothing here is for users.
 */
@NullMarked
package io.github.magiconion4j.internal.outbound;

import org.jspecify.annotations.NullMarked;
