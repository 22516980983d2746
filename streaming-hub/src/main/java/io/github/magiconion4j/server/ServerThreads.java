package io.github.magiconion4j.server;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.internal.threads.GrowingThreadPool;
import io.github.magiconion4j.internal.timer.HubTimer;

/**
 * The daemon threads of a server that has no executors of the application.
 */
final class ServerThreads implements AutoCloseable {

	private static final int INITIAL = Math.max(16, 8 * Runtime.getRuntime().availableProcessors());

	private final HubTimer timer = new HubTimer(System::nanoTime).startOnDemand();

	private final ExecutorService elastic = Executors.newCachedThreadPool(threads("streaming-hub-elastic-"));

	private final ExecutorService sending = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
			threads("streaming-hub-send-"));

	private final GrowingThreadPool hubs;

	private final GrowingThreadPool connects;

	/**
	 * Creates pools that have no threads yet.
	 * @param maximum the most threads for hub methods, and the same number for connects
	 */
	ServerThreads(int maximum) {
		this.hubs = pool("hub methods", maximum, "streaming-hub-");
		this.connects = pool("connects", maximum, "streaming-hub-connect-");
	}

	private GrowingThreadPool pool(String name, int maximum, String prefix) {
		int initial = Math.min(maximum, INITIAL);
		return new GrowingThreadPool(name, initial, maximum, threads(prefix), this.timer, this.elastic);
	}

	HubTimer timer() {
		return this.timer;
	}

	/** An executor without a limit on the number of threads. */
	Executor elastic() {
		return this.elastic;
	}

	ServerExecutors executors() {
		return new ServerExecutors(this.connects, this.hubs, this.elastic, this.elastic, this.sending);
	}

	private static ThreadFactory threads(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	@Override
	public void close() {
		this.connects.close();
		this.hubs.close();
		this.elastic.shutdownNow();
		this.sending.shutdown();
		this.timer.close();
	}

}
