/**
 * What a gRPC server costs that can do nothing but heartbeats.
 */
@NullMarked
package io.github.magiconion4j.bare;

import org.jspecify.annotations.NullMarked;
