/**
 * The gRPC stream of a hub connection on a server: its threads, transport, limits, client
 * and end. Internal: not part of the API.
 */
@NullMarked
package io.github.magiconion4j.internal.stream;

import org.jspecify.annotations.NullMarked;
