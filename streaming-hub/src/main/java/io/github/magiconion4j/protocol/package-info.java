/**
 * The messages of a StreamingHub connection and their encoding, compatible with
 * MagicOnion 7. Messages are immutable; decoding does not copy bodies.
 */
@NullMarked
package io.github.magiconion4j.protocol;

import org.jspecify.annotations.NullMarked;
