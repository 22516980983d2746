package io.github.magiconion4j.internal.stream;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Counts the hub connections of a server, and limits their number, of all together and of
 * each transport. Thread-safe.
 */
public final class StreamLimits {

	private final AtomicInteger connections = new AtomicInteger();

	private volatile int maxConnections;

	private volatile int maxPerTransport;

	/**
	 * Creates limits that limit nothing.
	 */
	public StreamLimits() {
	}

	/**
	 * Replaces the limits. Open connections are not affected.
	 * @param all the most connections at the same time; 0 for no limit
	 * @param perTransport the most connections that may share a transport; 0 for no limit
	 * @throws IllegalArgumentException if one of them is negative
	 */
	public void set(int all, int perTransport) {
		if (all < 0 || perTransport < 0) {
			throw new IllegalArgumentException("A limit cannot be negative: " + all + ", " + perTransport);
		}
		this.maxConnections = all;
		this.maxPerTransport = perTransport;
	}

	/**
	 * The number of connections, including those that are starting or ending.
	 * @return the number
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * Whether new transports must count their connections.
	 * @return {@code true} if there is a limit per transport
	 */
	public boolean limitsTransports() {
		return this.maxPerTransport > 0;
	}

	/**
	 * Counts a connection that starts, unless it exceeds a limit.
	 * @return why it is refused; {@code null} if it counts until it {@linkplain #leave
	 * leaves}
	 */
	@Nullable String enter(@Nullable Transport transport) {
		int all = this.connections.incrementAndGet();
		int own = (transport != null) ? transport.connections().incrementAndGet() : 0;
		String refusal = null;
		if (this.maxConnections > 0 && all > this.maxConnections) {
			refusal = "the server has too many connections";
		}
		else if (this.maxPerTransport > 0 && own > this.maxPerTransport) {
			refusal = "there are too many connections to hubs over one TCP connection";
		}
		if (refusal != null) {
			leave(transport);
		}
		return refusal;
	}

	/** A counted connection has ended. */
	void leave(@Nullable Transport transport) {
		this.connections.decrementAndGet();
		if (transport != null) {
			transport.connections().decrementAndGet();
		}
	}

}
