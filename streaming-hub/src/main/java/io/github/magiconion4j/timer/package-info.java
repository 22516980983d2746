/**
 * The one timer thread of the process.
 */
@NullMarked
package io.github.magiconion4j.timer;

import org.jspecify.annotations.NullMarked;
