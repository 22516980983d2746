/**
 * The client that is tested against real peers, and a load test.
 */
@NullMarked
package io.github.magiconion4j.interop.client;

import org.jspecify.annotations.NullMarked;
