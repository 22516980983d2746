/**
 * Texts of the other side, made safe for logs.
 */
@NullMarked
package io.github.magiconion4j.internal.text;

import org.jspecify.annotations.NullMarked;
