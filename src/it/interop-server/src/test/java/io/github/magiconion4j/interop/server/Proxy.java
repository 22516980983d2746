package io.github.magiconion4j.interop.server;

/**
 * A load balancer in front of a server.
 */
interface Proxy extends AutoCloseable {

	/** Where clients find it, once it is started. */
	String host();

	/** May be another one after each start. */
	int port();

	/** Starts it and waits until it accepts connections. */
	void start();

	/** Ends it as a crash would. */
	void kill();

	@Override
	void close();

}
