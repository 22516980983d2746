package io.github.magiconion4j.interop.server;

/**
 * A load balancer in front of a server.
 */
interface Proxy extends AutoCloseable {

	/** The host for clients, after the start. */
	String host();

	/** The port for clients, which may change with each start. */
	int port();

	/** Starts it and waits until it accepts connections. */
	void start();

	/** Kills it, like a crash. */
	void kill();

	@Override
	void close();

}
