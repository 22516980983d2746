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

	/**
	 * Ends this connection, as intended: what was sent before still goes out, for up to a
	 * second, then the call ends with status OK. Returns at once; after it nothing is
	 * sent any more. Does nothing if the connection has ended.
	 */
	void close();

	/**
	 * Ends this connection with a status: what was sent before still goes out, for up to
	 * a second. Returns at once; after it nothing is sent any more. Does nothing if the
	 * connection has ended.
	 * @param statusCode a gRPC status code, 0 to 16
	 * @param detail the text for the client
	 */
	void close(int statusCode, String detail);

}
