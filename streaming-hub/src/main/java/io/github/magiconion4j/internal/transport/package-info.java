/**
 * The gRPC side of hub connections, for servers and clients: the method and the
 * marshaller.
 */
@NullMarked
package io.github.magiconion4j.internal.transport;

import org.jspecify.annotations.NullMarked;
