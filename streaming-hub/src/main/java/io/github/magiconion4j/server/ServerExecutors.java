package io.github.magiconion4j.server;

import java.util.Objects;
import java.util.concurrent.Executor;

import io.github.magiconion4j.internal.threads.PatientExecutor;
import io.github.magiconion4j.internal.timer.HubTimer;

/**
 * The executors of a server.
 *
 * @param connects starts connections: interceptors, filters, and hub code until the
 * client is connected. All of these may block. It is separate from {@code hubs} so that
 * blocked hub methods do not keep new clients waiting
 * @param hubs runs hub code, which may block
 * @param endings tells hubs of the end of their connection when all threads of
 * {@code hubs} are blocked
 * @param results completes client results. It needs an unbounded number of threads,
 * because hub code that waits for results may block all others
 * @param sending sends on behalf of the timer's thread where the transport's event loop
 * is unknown. Nothing blocks on it, unless a gRPC interceptor of the application blocks
 */
public record ServerExecutors(Executor connects, Executor hubs, Executor endings, Executor results, Executor sending) {

	/**
	 * Creates the executors of a server.
	 * @param connects starts connections
	 * @param hubs runs hub code
	 * @param endings tells hubs of the end of their connection
	 * @param results completes client results
	 * @param sending sends on behalf of the timer's thread
	 */
	public ServerExecutors {
		Objects.requireNonNull(connects, "connects");
		Objects.requireNonNull(hubs, "hubs");
		Objects.requireNonNull(endings, "endings");
		Objects.requireNonNull(results, "results");
		Objects.requireNonNull(sending, "sending");
	}

	/** The same, safe to use: they throw nothing but rejections. */
	ServerExecutors patient(HubTimer timer) {
		return new ServerExecutors(new PatientExecutor(this.connects, timer), new PatientExecutor(this.hubs, timer),
				new PatientExecutor(this.endings, timer), new PatientExecutor(this.results, timer),
				new PatientExecutor(this.sending, timer));
	}

}
