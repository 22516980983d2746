package io.github.magiconion4j.server;

import java.util.Objects;

import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Makes the hub of a new connection. Thread-safe.
 */
@FunctionalInterface
public interface HubFactory {

	/**
	 * Makes a hub. Called on the hub executor, so it may block.
	 * @return a new hub
	 * @throws Exception if there can be none: the connection is refused, with the status
	 * of a {@link io.github.magiconion4j.hub.HubStatusException}, else with INTERNAL
	 */
	Created create() throws Exception;

	/**
	 * A hub that was made.
	 *
	 * @param hub the hub itself, to which the connection is given
	 * @param invoker what implements the hub's interface and is called in its place, such
	 * as a proxy around it
	 * @param destruction called once when the hub is not needed any more, after
	 * {@code onDisconnected}
	 */
	record Created(StreamingHubBase<?> hub, Object invoker, Runnable destruction) {

		/**
		 * Makes a description of a hub.
		 * @param hub the hub itself
		 * @param invoker what is called in its place
		 * @param destruction called when the hub is not needed any more
		 */
		public Created {
			Objects.requireNonNull(hub, "hub");
			Objects.requireNonNull(invoker, "invoker");
			Objects.requireNonNull(destruction, "destruction");
		}

		/**
		 * Describes a hub that is called directly, and is not destroyed.
		 * @param hub the hub
		 * @return its description
		 */
		public static Created of(StreamingHubBase<?> hub) {
			return new Created(hub, hub, () -> {
			});
		}

	}

}
