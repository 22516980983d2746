/**
 * Reconnecting: the consecutive connections of a client, the delays between them, and the
 * calls that wait in the meantime. It uses connections through
 * {@link io.github.magiconion4j.internal.reconnect.Attempt}. Internal: not part of the
 * API.
 */
@NullMarked
package io.github.magiconion4j.internal.reconnect;

import org.jspecify.annotations.NullMarked;
