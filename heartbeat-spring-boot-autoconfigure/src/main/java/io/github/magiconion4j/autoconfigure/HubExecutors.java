package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of hubs. No beans of their own: an application that has an executor bean
 * gets none from Boot.
 */
final class HubExecutors implements AutoCloseable {

	private static final long CLOSE_SECONDS = 5;

	/** Runs hub code, which may block. */
	private final ExecutorService hubs;

	/** Sends what the timer asks for; nothing blocks here. */
	private final ExecutorService sending;

	/** Runs metadata providers, which may block for as long as they like. */
	private final ExecutorService providers;

	HubExecutors() {
		int processors = Runtime.getRuntime().availableProcessors();
		this.hubs = pool(Math.max(16, 8 * processors), "streaming-hub-");
		this.sending = pool(processors, "streaming-hub-send-");
		this.providers = Executors.newCachedThreadPool(threads("streaming-hub-metadata-"));
	}

	ExecutorService hubs() {
		return this.hubs;
	}

	ExecutorService sending() {
		return this.sending;
	}

	ExecutorService providers() {
		return this.providers;
	}

	@Override
	public void close() {
		this.providers.shutdownNow();
		this.hubs.shutdown();
		try {
			this.hubs.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.hubs.shutdownNow();
		this.sending.shutdown();
	}

	private static ExecutorService pool(int size, String prefix) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				threads(prefix));
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

}
