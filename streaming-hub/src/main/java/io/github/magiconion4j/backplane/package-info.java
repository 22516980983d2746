/**
 * What carries the calls of groups from server to server: the interface that adapters to
 * Redis, NATS or others implement.
 */
@NullMarked
package io.github.magiconion4j.backplane;

import org.jspecify.annotations.NullMarked;
