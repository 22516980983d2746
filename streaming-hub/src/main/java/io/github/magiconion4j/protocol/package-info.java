/**
 * The messages of a StreamingHub connection and their bytes, as MagicOnion 7 writes and
 * reads them. Messages are immutable; decoding copies no body.
 */
@NullMarked
package io.github.magiconion4j.protocol;

import org.jspecify.annotations.NullMarked;
