/**
 * Benchmarks of the heartbeat engine.
 */
@NullMarked
package io.github.magiconion4j.internal.heartbeat;

import org.jspecify.annotations.NullMarked;
