/**
 * Tests of hubs and their clients: in one process, on the thread and the fake time of the
 * test.
 */
@NullMarked
package io.github.magiconion4j.testing;

import org.jspecify.annotations.NullMarked;
