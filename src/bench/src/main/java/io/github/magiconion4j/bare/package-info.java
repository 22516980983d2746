/**
 * A plain gRPC server with heartbeats only, as a baseline.
 */
@NullMarked
package io.github.magiconion4j.bare;

import org.jspecify.annotations.NullMarked;
