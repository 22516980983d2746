/**
 * The server runtime: from a gRPC call to the methods of a hub and back.
 */
@NullMarked
package io.github.magiconion4j.server;

import org.jspecify.annotations.NullMarked;
