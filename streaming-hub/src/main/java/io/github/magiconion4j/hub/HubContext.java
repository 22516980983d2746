package io.github.magiconion4j.hub;

import java.util.UUID;

/**
 * A connection as its hub sees it. Thread-safe.
 */
public interface HubContext {

	/**
	 * The identity of this connection, random and never used again.
	 * @return the connection's id
	 */
	UUID connectionId();

	/**
	 * The service name of the hub.
	 * @return the name that stands in the path of the gRPC method
	 */
	String serviceName();

	/**
	 * The heartbeat of this connection. Where the hub has no heartbeat, it measures
	 * nothing and never times out.
	 * @return the heartbeat, the same object at every call
	 */
	HeartbeatFeature heartbeat();

}
