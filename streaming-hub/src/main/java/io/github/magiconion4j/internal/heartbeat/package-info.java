/**
 * The heartbeat engine: when a connection gets a heartbeat, what its acknowledgements
 * mean, how long its round trips take and when it is dead.
 */
@NullMarked
package io.github.magiconion4j.internal.heartbeat;

import org.jspecify.annotations.NullMarked;
