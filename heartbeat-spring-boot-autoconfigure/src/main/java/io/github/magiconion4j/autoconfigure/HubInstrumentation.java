package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.heartbeat.HeartbeatListener;

/**
 * Measures hubs.
 */
@FunctionalInterface
public interface HubInstrumentation {

	/**
	 * There is a hub. Called once for each.
	 * @param serviceName its service name
	 * @return what hears of its heartbeats, if it has any
	 */
	HeartbeatListener instrument(String serviceName);

}
