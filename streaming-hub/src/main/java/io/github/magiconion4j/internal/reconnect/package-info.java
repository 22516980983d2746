/**
 * Connecting again: one connection of a client after the other, the delays between them,
 * and the calls that wait meanwhile. What it has to do with a connection is
 * {@link io.github.magiconion4j.internal.reconnect.Attempt}. Internal: nothing here is
 * for users.
 */
@NullMarked
package io.github.magiconion4j.internal.reconnect;

import org.jspecify.annotations.NullMarked;
