/**
 * The calls of a client's connection, both ways: those of the hub with what waits for
 * their answers, and those of the receiver; and which threads must not wait for an
 * answer. What they have to do with the connection is
 * {@link io.github.magiconion4j.internal.calls.Link}. Internal: nothing here is for
 * users.
 */
@NullMarked
package io.github.magiconion4j.internal.calls;

import org.jspecify.annotations.NullMarked;
