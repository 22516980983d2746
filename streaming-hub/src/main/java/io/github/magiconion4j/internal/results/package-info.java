/**
 * How methods give a result that comes later: by a stage, by a type of another library,
 * or as suspend functions of Kotlin.
 */
@NullMarked
package io.github.magiconion4j.internal.results;

import org.jspecify.annotations.NullMarked;
