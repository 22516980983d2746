/**
 * The outbound side of a server's connections: the queue of each and its drain loop, when
 * a connection that has much to send has its turn, and who reads too slowly. Internal:
 * nothing here is for users.
 */
@NullMarked
package io.github.magiconion4j.internal.outbound;

import org.jspecify.annotations.NullMarked;
