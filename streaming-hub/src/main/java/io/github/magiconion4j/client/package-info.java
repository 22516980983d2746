/**
 * A client of hubs, on any gRPC channel.
 */
@NullMarked
package io.github.magiconion4j.client;

import org.jspecify.annotations.NullMarked;
