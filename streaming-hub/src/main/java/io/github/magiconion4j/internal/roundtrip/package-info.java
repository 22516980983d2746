/**
 * Heartbeats that are under way, and how long they took: of a server's to its client, and
 * of a client's to its server.
 */
@NullMarked
package io.github.magiconion4j.internal.roundtrip;

import org.jspecify.annotations.NullMarked;
