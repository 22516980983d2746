package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.server.HubListener;

/**
 * Measures hubs.
 */
public interface HubInstrumentation {

	/** Measures nothing. */
	HubInstrumentation NONE = new HubInstrumentation() {
	};

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

}
