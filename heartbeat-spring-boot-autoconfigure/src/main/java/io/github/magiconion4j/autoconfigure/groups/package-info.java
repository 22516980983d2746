/**
 * Groups across servers: adapters of Redis and NATS.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.groups;

import org.jspecify.annotations.NullMarked;
