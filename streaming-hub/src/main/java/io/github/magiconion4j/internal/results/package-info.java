/**
 * Methods with asynchronous results: stages, types of other libraries, and Kotlin suspend
 * functions.
 */
@NullMarked
package io.github.magiconion4j.internal.results;

import org.jspecify.annotations.NullMarked;
