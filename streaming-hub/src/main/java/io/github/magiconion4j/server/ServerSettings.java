package io.github.magiconion4j.server;

import java.time.Duration;

/**
 * The limits of a server's connections. Byte counts are the memory that messages take,
 * including overhead.
 *
 * @param maxPendingRequests how many requests of a connection may wait or run before the
 * server stops reading from it, at least 1. Reading resumes at half of the limit. At ten
 * times the limit the connection is closed
 * @param maxInboundBytes how many bytes these requests may take before the server stops
 * reading. Reading resumes at half of the limit. At ten times the limit the connection is
 * closed
 * @param maxOutboundBytes the largest backlog of a client. Above it, the connection is
 * closed even if the client reads. The high watermark, above which a hub that sends to
 * its own client waits, is a quarter of it; the low watermark is an eighth
 * @param slowConsumerTimeout how long a client with a backlog may read nothing before its
 * connection is closed; zero for no limit
 * @param maxReadPause by how long a read pause may extend the client's heartbeat deadline
 * @param clientResultTimeout how long a client result may take
 * @param maxConnectionAge the age at which the gRPC server closes a transport with all of
 * its calls, or zero for never. Set it to the value of the gRPC server: it only serves to
 * report the right reason for the end
 */
public record ServerSettings(int maxPendingRequests, long maxInboundBytes, long maxOutboundBytes,
		Duration slowConsumerTimeout, Duration maxReadPause, Duration clientResultTimeout, Duration maxConnectionAge) {

	/**
	 * 100 000 requests and 4 MiB inbound, 16 MiB outbound, 30 seconds for a slow
	 * consumer, a read pause of one minute, 5 seconds for client results.
	 */
	public static final ServerSettings DEFAULTS = new ServerSettings(100_000, 4 << 20, 16 << 20, Duration.ofSeconds(30),
			Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ZERO);

	/**
	 * The same settings, but for one.
	 * @param maxPendingRequests how many requests may wait
	 * @return a copy
	 */
	public ServerSettings withMaxPendingRequests(int maxPendingRequests) {
		return new ServerSettings(maxPendingRequests, this.maxInboundBytes, this.maxOutboundBytes,
				this.slowConsumerTimeout, this.maxReadPause, this.clientResultTimeout, this.maxConnectionAge);
	}

	/**
	 * The same settings, but for one.
	 * @param maxInboundBytes how many bytes of requests may wait
	 * @return a copy
	 */
	public ServerSettings withMaxInboundBytes(long maxInboundBytes) {
		return new ServerSettings(this.maxPendingRequests, maxInboundBytes, this.maxOutboundBytes,
				this.slowConsumerTimeout, this.maxReadPause, this.clientResultTimeout, this.maxConnectionAge);
	}

	/**
	 * The same settings, but for one.
	 * @param maxOutboundBytes how many bytes may wait for a client
	 * @return a copy
	 */
	public ServerSettings withMaxOutboundBytes(long maxOutboundBytes) {
		return new ServerSettings(this.maxPendingRequests, this.maxInboundBytes, maxOutboundBytes,
				this.slowConsumerTimeout, this.maxReadPause, this.clientResultTimeout, this.maxConnectionAge);
	}

	/**
	 * The same settings, but for one.
	 * @param slowConsumerTimeout how long a client may read nothing; zero for no limit
	 * @return a copy
	 */
	public ServerSettings withSlowConsumerTimeout(Duration slowConsumerTimeout) {
		return new ServerSettings(this.maxPendingRequests, this.maxInboundBytes, this.maxOutboundBytes,
				slowConsumerTimeout, this.maxReadPause, this.clientResultTimeout, this.maxConnectionAge);
	}

	/**
	 * The same settings, but for one.
	 * @param maxReadPause how long a connection may go without reading
	 * @return a copy
	 */
	public ServerSettings withMaxReadPause(Duration maxReadPause) {
		return new ServerSettings(this.maxPendingRequests, this.maxInboundBytes, this.maxOutboundBytes,
				this.slowConsumerTimeout, maxReadPause, this.clientResultTimeout, this.maxConnectionAge);
	}

	/**
	 * The same settings, but for one.
	 * @param clientResultTimeout how long a result of a client may take
	 * @return a copy
	 */
	public ServerSettings withClientResultTimeout(Duration clientResultTimeout) {
		return new ServerSettings(this.maxPendingRequests, this.maxInboundBytes, this.maxOutboundBytes,
				this.slowConsumerTimeout, this.maxReadPause, clientResultTimeout, this.maxConnectionAge);
	}

	/**
	 * The same settings, but for one.
	 * @param maxConnectionAge when the gRPC server ends a transport; zero for never
	 * @return a copy
	 */
	public ServerSettings withMaxConnectionAge(Duration maxConnectionAge) {
		return new ServerSettings(this.maxPendingRequests, this.maxInboundBytes, this.maxOutboundBytes,
				this.slowConsumerTimeout, this.maxReadPause, this.clientResultTimeout, maxConnectionAge);
	}

}
