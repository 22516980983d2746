package io.github.magiconion4j.server;

import java.time.Duration;

/**
 * The limits of a server's connections.
 *
 * @param maxPendingRequests how many requests of a connection may wait before no more are
 * read, at least 1; reading goes on when half of them are done. At ten times as many the
 * connection is closed
 * @param maxOutboundBytes how many bytes may wait for a client that does not read them
 * before its connection is closed
 * @param maxReadPause how long a connection may go without reading before its client can
 * be found dead all the same
 * @param clientResultTimeout how long a result of a client may take
 */
public record ServerSettings(int maxPendingRequests, long maxOutboundBytes, Duration maxReadPause,
		Duration clientResultTimeout) {

	/** 1000 requests, 4 MiB, a minute, 5 seconds. */
	public static final ServerSettings DEFAULTS = new ServerSettings(1000, 4 << 20, Duration.ofMinutes(1),
			Duration.ofSeconds(5));

}
