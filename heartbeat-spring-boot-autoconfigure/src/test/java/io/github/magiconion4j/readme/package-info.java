/**
 * Compares the documentation with the code.
 */
@NullMarked
package io.github.magiconion4j.readme;

import org.jspecify.annotations.NullMarked;
