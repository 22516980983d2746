/**
 * A chat server.
 */
@NullMarked
package io.github.magiconion4j.sample;

import org.jspecify.annotations.NullMarked;
