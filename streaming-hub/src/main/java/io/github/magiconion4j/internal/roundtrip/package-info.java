/**
 * Outstanding heartbeats and their round-trip times, for servers and clients.
 */
@NullMarked
package io.github.magiconion4j.internal.roundtrip;

import org.jspecify.annotations.NullMarked;
