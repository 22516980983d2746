/**
 * The API for heartbeats: their settings, their metadata, and a listener for their
 * events.
 */
@NullMarked
package io.github.magiconion4j.heartbeat;

import org.jspecify.annotations.NullMarked;
