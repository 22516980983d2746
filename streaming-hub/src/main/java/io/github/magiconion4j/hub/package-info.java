/**
 * The API for applications: hub contracts, the base class of hubs, their context, groups,
 * filters, the heartbeat of a connection, and the reasons why a connection ends.
 */
@NullMarked
package io.github.magiconion4j.hub;

import org.jspecify.annotations.NullMarked;
