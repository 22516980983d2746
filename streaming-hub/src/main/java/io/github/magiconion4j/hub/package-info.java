/**
 * What a user writes against: hub contracts, the base class of hubs, their context, the
 * heartbeat of a connection and why a connection ended.
 */
@NullMarked
package io.github.magiconion4j.hub;

import org.jspecify.annotations.NullMarked;
