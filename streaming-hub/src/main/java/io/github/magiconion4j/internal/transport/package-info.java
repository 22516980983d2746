/**
 * How a hub's messages travel in gRPC, for a server and for a client.
 */
@NullMarked
package io.github.magiconion4j.internal.transport;

import org.jspecify.annotations.NullMarked;
