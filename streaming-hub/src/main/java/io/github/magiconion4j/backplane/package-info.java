/**
 * The interface between groups and a backplane, which carries their calls from server to
 * server. Adapters to Redis, NATS or others implement it.
 */
@NullMarked
package io.github.magiconion4j.backplane;

import org.jspecify.annotations.NullMarked;
