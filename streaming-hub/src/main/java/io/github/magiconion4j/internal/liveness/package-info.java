/**
 * Whether the peer of a connection is alive: the one state machine for the heartbeats of
 * a server and those of a client.
 */
@NullMarked
package io.github.magiconion4j.internal.liveness;

import org.jspecify.annotations.NullMarked;
