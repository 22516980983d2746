/**
 * Text of the other side, made fit for logs.
 */
@NullMarked
package io.github.magiconion4j.internal.text;

import org.jspecify.annotations.NullMarked;
