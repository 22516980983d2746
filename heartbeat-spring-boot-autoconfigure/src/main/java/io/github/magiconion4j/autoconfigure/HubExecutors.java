package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.server.ServerExecutors;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of hubs. No beans of their own: an application that has an executor bean
 * gets none from Boot.
 */
final class HubExecutors implements AutoCloseable {

	private static final long CLOSE_SECONDS = 5;

	/** Pools to be closed. */
	private final ExecutorService hubPool;

	private final ExecutorService callbackPool;

	private final ExecutorService endingPool;

	private final ExecutorService sendingPool;

	private final ExecutorService elasticPool;

	private final @Nullable Executor virtualThreads;

	/**
	 * Makes the threads.
	 * @param virtual whether hub code runs on virtual threads
	 * @param threads how many threads run hub methods otherwise; {@code null} for as many
	 * as suit the machine
	 */
	HubExecutors(boolean virtual, @Nullable Integer threads) {
		int processors = Runtime.getRuntime().availableProcessors();
		this.virtualThreads = virtual ? new VirtualThreadTaskExecutor("streaming-hub-") : null;
		this.hubPool = pool((threads != null) ? threads : Math.max(16, 8 * processors), "streaming-hub-");
		this.callbackPool = pool(Math.max(4, processors), "streaming-hub-callback-");
		this.endingPool = pool(Math.max(4, processors), "streaming-hub-end-");
		this.sendingPool = pool(processors, "streaming-hub-send-");
		this.elasticPool = Executors.newCachedThreadPool(threads("streaming-hub-elastic-"));
	}

	/** Those of the server. */
	ServerExecutors server() {
		return (this.virtualThreads != null)
				? new ServerExecutors(this.virtualThreads, this.virtualThreads, this.virtualThreads, this.sendingPool)
				: new ServerExecutors(this.hubPool, this.endingPool, this.elasticPool, this.sendingPool);
	}

	/** Runs ack callbacks, and what gives single connections their metadata. */
	Executor callbacks() {
		return (this.virtualThreads != null) ? this.virtualThreads : this.callbackPool;
	}

	/** Runs metadata providers, one thread for each that blocks. */
	Executor providers() {
		return this.elasticPool;
	}

	@Override
	public void close() {
		this.elasticPool.shutdownNow();
		this.hubPool.shutdown();
		this.callbackPool.shutdown();
		this.endingPool.shutdown();
		try {
			this.hubPool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.hubPool.shutdownNow();
		this.callbackPool.shutdownNow();
		this.endingPool.shutdownNow();
		this.sendingPool.shutdown();
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
