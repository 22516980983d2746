package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.server.HubListener;

/**
 * Observes hubs, for meters, logs and the like. All beans of this type are called, in
 * their order.
 */
public interface HubInstrumentation {

	/**
	 * Returns the listener of a hub's connections and calls. Called once for each hub.
	 * @param serviceName the hub's service name
	 * @return the listener
	 */
	default HubListener connections(String serviceName) {
		return HubListener.NONE;
	}

	/**
	 * Returns the listener of a hub's heartbeats. Called once for each hub that has
	 * heartbeats.
	 * @param serviceName the hub's service name
	 * @return the listener
	 */
	default HeartbeatListener heartbeats(String serviceName) {
		return HeartbeatListener.NONE;
	}

	/**
	 * Returns the listener of a backplane. Called once for each backplane.
	 * @param backplane the backplane, which you may query at any time
	 * @return the listener
	 */
	default BackplaneListener groups(GroupBackplane backplane) {
		return BackplaneListener.NONE;
	}

	/**
	 * Registers a thread pool of hub code. Called once for each pool if there are hubs;
	 * never if hub code runs on virtual threads.
	 * @param pool the purpose of the pool: {@code hubs} (hub methods) or {@code connects}
	 * (the start of connections)
	 * @param threads the pool, which you may query at any time
	 */
	default void threads(String pool, HubThreads threads) {
	}

	/**
	 * The timer of all heartbeats ran. Called on its thread, at most every few
	 * milliseconds: an implementation must neither block nor throw.
	 * @param lateNanos by how many nanoseconds it ran late
	 */
	default void ticked(long lateNanos) {
	}

}
