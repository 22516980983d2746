package io.github.magiconion4j.hub;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The clients that a hub can call. For the runtime; not for use in applications.
 *
 * @param <R> the receiver: the interface whose methods the server calls on its clients
 */
public interface HubClients<R> {

	/**
	 * The hub's own client.
	 * @param resultTimeout how long to wait for its results; {@code null} for the default
	 * @return the receiver on the other side
	 */
	R client(@Nullable Duration resultTimeout);

	/**
	 * The groups of the hub.
	 * @return the groups
	 */
	HubGroups<R> groups();

}
