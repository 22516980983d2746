/**
 * How arguments and results become the bytes of a message's body.
 */
@NullMarked
package io.github.magiconion4j.serialization;

import org.jspecify.annotations.NullMarked;
