package io.github.magiconion4j.server;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The threads of a server.
 *
 * @param connects begins connections: interceptors, filters, and what a hub does until
 * its client is connected. All of it may block; hub methods that block must not be able
 * to keep new clients waiting, so it is not the one for hub code
 * @param hubs runs hub code, which may block
 * @param endings tells hubs of their end when they block the one for hub code
 * @param results hands over results of clients: as many threads as are needed, since hub
 * code may block all others waiting for them
 * @param sending sends what the timer's thread asks for, unless an event loop of the
 * transport does; nothing that blocks is run on it, unless a gRPC interceptor of the
 * application blocks
 */
public record ServerExecutors(Executor connects, Executor hubs, Executor endings, Executor results, Executor sending) {

	/**
	 * Makes a set of threads.
	 * @param connects begins connections
	 * @param hubs runs hub code
	 * @param endings tells hubs of their end
	 * @param results hands over results of clients
	 * @param sending sends
	 */
	public ServerExecutors {
		Objects.requireNonNull(connects, "connects");
		Objects.requireNonNull(hubs, "hubs");
		Objects.requireNonNull(endings, "endings");
		Objects.requireNonNull(results, "results");
		Objects.requireNonNull(sending, "sending");
	}

}
