package io.github.magiconion4j.server;

import java.time.Duration;

/**
 * The limits of a server's connections. Bytes are those that messages take in memory.
 *
 * @param maxPendingRequests how many requests of a connection may wait before no more are
 * read, at least 1; reading goes on when half of them are done. At ten times as many the
 * connection is closed
 * @param maxInboundBytes how many bytes the requests that wait may take before no more
 * are read; reading goes on at half of it. At ten times as many the connection is closed
 * @param maxOutboundBytes how many bytes may wait for a client before its connection is
 * closed, however much it reads. A hub that sends to its own client is held back at a
 * quarter of it, until an eighth is left
 * @param slowConsumerTimeout how long a client may read nothing of what waits for it
 * before its connection is closed; zero for ever
 * @param maxReadPause how long a connection may go without reading before its client can
 * be found dead all the same
 * @param clientResultTimeout how long a result of a client may take
 * @param maxConnectionAge after how long the gRPC server ends a transport with all of its
 * calls, with its own grace time; zero for never. It changes nothing, and lets the reason
 * be known
 */
public record ServerSettings(int maxPendingRequests, long maxInboundBytes, long maxOutboundBytes,
		Duration slowConsumerTimeout, Duration maxReadPause, Duration clientResultTimeout, Duration maxConnectionAge) {

	/**
	 * 100 000 requests and 4 MiB inbound, 16 MiB outbound, 30 seconds for a slow
	 * consumer, a read pause of a minute, 5 seconds for results.
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
	 * @param slowConsumerTimeout how long a client may read nothing; zero for ever
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
