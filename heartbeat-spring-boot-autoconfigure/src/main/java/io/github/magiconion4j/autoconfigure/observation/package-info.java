/**
 * Observations (tracing) of hubs.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
