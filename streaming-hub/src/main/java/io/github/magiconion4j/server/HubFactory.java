package io.github.magiconion4j.server;

import java.util.Objects;

import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Creates the hub of each new connection. Implementations must be thread-safe.
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
	 * A created hub.
	 *
	 * @param hub the hub itself, to which the connection is bound
	 * @param invoker implements the hub's interface and is called in place of the hub,
	 * such as a proxy around it
	 * @param destruction called once when the hub is not needed any more, after
	 * {@code onDisconnected}
	 */
	record Created(StreamingHubBase<?> hub, Object invoker, Runnable destruction) {

		/**
		 * Creates a description of a hub.
		 * @param hub the hub itself
		 * @param invoker the object that is called in place of the hub
		 * @param destruction called when the hub is not needed any more
		 */
		public Created {
			Objects.requireNonNull(hub, "hub");
			Objects.requireNonNull(invoker, "invoker");
			Objects.requireNonNull(destruction, "destruction");
		}

		/**
		 * Describes a hub that is called directly and needs no destruction.
		 * @param hub the hub
		 * @return its description
		 */
		public static Created of(StreamingHubBase<?> hub) {
			return new Created(hub, hub, () -> {
			});
		}

	}

}
