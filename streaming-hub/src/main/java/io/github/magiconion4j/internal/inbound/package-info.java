/**
 * What a server's connection reads: inbound flow control, and the client results that it
 * awaits. Internal: not part of the API.
 */
@NullMarked
package io.github.magiconion4j.internal.inbound;

import org.jspecify.annotations.NullMarked;
