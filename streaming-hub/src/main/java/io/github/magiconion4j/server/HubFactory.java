package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Makes the hub of a new connection. Thread-safe.
 */
@FunctionalInterface
public interface HubFactory {

	/**
	 * Makes a hub. Called on the hub executor, so it may block.
	 * @return a new instance, which implements the hub's contract
	 * @throws Exception if there can be none: the connection is refused, with the status
	 * of a {@link io.github.magiconion4j.hub.HubStatusException}, else with INTERNAL
	 */
	StreamingHubBase<?> create() throws Exception;

}
