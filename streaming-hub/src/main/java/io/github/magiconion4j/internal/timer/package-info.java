/**
 * The timer of the runtime, and helpers that use its clock.
 */
@NullMarked
package io.github.magiconion4j.internal.timer;

import org.jspecify.annotations.NullMarked;
