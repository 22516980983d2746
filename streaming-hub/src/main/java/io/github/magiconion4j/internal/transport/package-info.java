/**
 * The gRPC side of hub connections, for servers and clients: the method, the marshaller,
 * the drain loop.
 */
@NullMarked
package io.github.magiconion4j.internal.transport;

import org.jspecify.annotations.NullMarked;
