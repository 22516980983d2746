package io.github.magiconion4j.server;

import java.util.Objects;

import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Creates the hub of each new connection, and destroys it after the connection has ended.
 * Implementations must be thread-safe.
 */
@FunctionalInterface
public interface HubFactory {

	/**
	 * Creates a hub. Called on the executor for connects, so it may block.
	 * @return a new hub
	 * @throws Exception if the hub cannot be created. The connection is refused with the
	 * status of a {@link io.github.magiconion4j.hub.HubStatusException}, otherwise with
	 * INTERNAL
	 */
	Created create() throws Exception;

	/**
	 * Destroys a hub that is not needed any more. Called once for each hub, after
	 * {@code onDisconnected}. Does nothing by default.
	 * @param created what {@link #create()} returned
	 */
	default void destroy(Created created) {
	}

	/**
	 * A created hub.
	 *
	 * @param hub the hub itself, to which the connection is bound
	 * @param invoker implements the hub's interface and is called in place of the hub,
	 * such as a proxy around it
	 */
	record Created(StreamingHubBase<?> hub, Object invoker) {

		/**
		 * Creates a description of a hub.
		 * @param hub the hub itself
		 * @param invoker the object that is called in place of the hub
		 */
		public Created {
			Objects.requireNonNull(hub, "hub");
			Objects.requireNonNull(invoker, "invoker");
		}

		/**
		 * Describes a hub that is called directly.
		 * @param hub the hub
		 * @return its description
		 */
		public static Created of(StreamingHubBase<?> hub) {
			return new Created(hub, hub);
		}

	}

}
