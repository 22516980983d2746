/**
 * Benchmarks of the envelope codec.
 */
@NullMarked
package io.github.magiconion4j.protocol;

import org.jspecify.annotations.NullMarked;
