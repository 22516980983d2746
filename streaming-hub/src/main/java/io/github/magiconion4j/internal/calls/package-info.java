/**
 * The calls of a client's connection, in both directions: calls of the hub that wait for
 * answers, and calls of the receiver; and the threads that must not wait for an answer.
 * They use the connection through {@link io.github.magiconion4j.internal.calls.Link}.
 * Internal: not part of the API.
 */
@NullMarked
package io.github.magiconion4j.internal.calls;

import org.jspecify.annotations.NullMarked;
