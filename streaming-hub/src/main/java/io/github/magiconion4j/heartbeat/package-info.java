/**
 * Heartbeats as an application sees them: what they carry, how they are set, and what can
 * be heard of them.
 */
@NullMarked
package io.github.magiconion4j.heartbeat;

import org.jspecify.annotations.NullMarked;
