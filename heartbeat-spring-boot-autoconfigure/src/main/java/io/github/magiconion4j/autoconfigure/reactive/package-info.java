/**
 * Results of reactive libraries.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.reactive;

import org.jspecify.annotations.NullMarked;
