/**
 * Hubs and their clients in tests: in one process, on the thread and the time of the
 * test.
 */
@NullMarked
package io.github.magiconion4j.testing;

import org.jspecify.annotations.NullMarked;
