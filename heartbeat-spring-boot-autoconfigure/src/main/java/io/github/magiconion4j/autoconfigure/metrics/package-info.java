/**
 * Meters of hubs and their heartbeats.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
