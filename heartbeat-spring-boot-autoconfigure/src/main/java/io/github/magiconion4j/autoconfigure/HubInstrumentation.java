package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.server.HubListener;

/**
 * Watches hubs: meters, logs and the like. All beans of this type hear the same, in their
 * order.
 */
public interface HubInstrumentation {

	/**
	 * There is a hub. Called once for each.
	 * @param serviceName its service name
	 * @return what hears of its connections and calls
	 */
	default HubListener connections(String serviceName) {
		return HubListener.NONE;
	}

	/**
	 * There is a hub with heartbeats. Called once for each.
	 * @param serviceName its service name
	 * @return what hears of its heartbeats
	 */
	default HeartbeatListener heartbeats(String serviceName) {
		return HeartbeatListener.NONE;
	}

	/**
	 * There is something that carries calls of groups to other servers. Called once for
	 * each.
	 * @param backplane to be asked at any time whether it is up
	 * @return what hears of it
	 */
	default BackplaneListener groups(GroupBackplane backplane) {
		return BackplaneListener.NONE;
	}

	/**
	 * There are threads that hub code can use up. Called once for each kind, if there are
	 * hubs; never where they run on virtual threads.
	 * @param pool what they are for: {@code hubs} (hub methods) or {@code connects} (the
	 * beginning of connections)
	 * @param threads to be asked at any time
	 */
	default void threads(String pool, HubThreads threads) {
	}

	/**
	 * The timer of all heartbeats ran. Called on its thread, at most every few
	 * milliseconds: an implementation must neither block nor throw.
	 * @param lateNanos how many nanoseconds after its time
	 */
	default void ticked(long lateNanos) {
	}

}
