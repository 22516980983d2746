/**
 * The one timer thread of the process, and what goes by its clock.
 */
@NullMarked
package io.github.magiconion4j.internal.timer;

import org.jspecify.annotations.NullMarked;
