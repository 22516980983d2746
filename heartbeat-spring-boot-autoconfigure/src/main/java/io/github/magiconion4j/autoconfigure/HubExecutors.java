package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.internal.threads.GrowingThreadPool;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.server.ServerExecutors;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * The thread pools of hubs and clients, whose threads are started on demand. They are not
 * beans, because Boot creates no executor of its own if there is an executor bean.
 */
final class HubExecutors implements AutoCloseable {

	private final GrowingThreadPool hubPool;

	private final GrowingThreadPool connectPool;

	private final GrowingThreadPool receiverPool;

	private final GrowingThreadPool completionPool;

	/** Other pools that have to be closed. */
	private final ExecutorService callbackPool;

	private final ExecutorService endingPool;

	private final ExecutorService sendingPool;

	private final ExecutorService elasticPool;

	private final @Nullable Executor virtualThreads;

	private final ServerExecutors server;

	private final Supplier<List<TaskDecorator>> decorators;

	/**
	 * Creates the pools.
	 * @param virtual whether hub code runs on virtual threads
	 * @param threads the most threads for hub methods without virtual threads
	 * @param timer detects that all threads are busy
	 * @param decorators supplies the decorators of hub code, the first outermost; called
	 * lazily, because decorators may need beans that need this object
	 */
	HubExecutors(boolean virtual, int threads, HubTimer timer, Supplier<List<TaskDecorator>> decorators) {
		int processors = Runtime.getRuntime().availableProcessors();
		this.decorators = SingletonSupplier.of(decorators);
		this.virtualThreads = virtual ? new VirtualThreadTaskExecutor("streaming-hub-") : null;
		this.callbackPool = pool(Math.max(4, processors), "streaming-hub-callback-");
		this.endingPool = pool(Math.max(4, processors), "streaming-hub-end-");
		this.sendingPool = pool(processors, "streaming-hub-send-");
		this.elasticPool = Executors.newCachedThreadPool(threads("streaming-hub-elastic-"));
		this.hubPool = growing("hub methods", threads, "streaming-hub-", timer);
		this.connectPool = growing("connects", threads, "streaming-hub-connect-", timer);
		this.receiverPool = growing("receivers", threads, "streaming-hub-receiver-", timer);
		this.completionPool = growing("client completions", threads, "streaming-hub-answer-", timer);
		this.server = serverOf();
	}

	/** The executors of the server. */
	ServerExecutors server() {
		return this.server;
	}

	private ServerExecutors serverOf() {
		if (this.virtualThreads != null) {
			Executor hubs = decorated(this.virtualThreads);
			return new ServerExecutors(hubs, hubs, hubs, this.virtualThreads, this.sendingPool);
		}
		return new ServerExecutors(decorated(this.connectPool), decorated(this.hubPool), decorated(this.endingPool),
				this.elasticPool, this.sendingPool);
	}

	/** The runtime of clients, whose receivers do not share the threads of hubs. */
	ClientRuntime clients(HubTimer timer) {
		Executor virtual = this.virtualThreads;
		return new ClientRuntime(timer, InstantSource.system(), this.sendingPool,
				decorated((virtual != null) ? virtual : this.receiverPool),
				decorated((virtual != null) ? virtual : this.completionPool));
	}

	/**
	 * The bounded pools of hub code by purpose; empty with virtual threads.
	 */
	Map<String, HubThreads> pools() {
		return (this.virtualThreads != null) ? Map.of()
				: Map.of("hubs", view(this.hubPool), "connects", view(this.connectPool));
	}

	/** Runs ack callbacks, and the metadata providers of single connections. */
	Executor callbacks() {
		return decorated((this.virtualThreads != null) ? this.virtualThreads : this.callbackPool);
	}

	/** Runs shared metadata providers, with one thread for each that blocks. */
	Executor providers() {
		return this.elasticPool;
	}

	@Override
	public void close() {
		this.elasticPool.shutdownNow();
		this.connectPool.shutdown();
		this.callbackPool.shutdown();
		this.endingPool.shutdown();
		this.receiverPool.shutdown();
		this.completionPool.shutdown();
		this.hubPool.close();
		this.connectPool.shutdownNow();
		this.callbackPool.shutdownNow();
		this.endingPool.shutdownNow();
		this.receiverPool.shutdownNow();
		this.completionPool.shutdownNow();
		this.sendingPool.shutdown();
	}

	private Executor decorated(Executor executor) {
		return (task) -> {
			Runnable decorated = task;
			List<TaskDecorator> all = this.decorators.get();
			for (int i = all.size() - 1; i >= 0; i--) {
				decorated = all.get(i).decorate(decorated);
			}
			executor.execute(decorated);
		};
	}

	private static HubThreads view(GrowingThreadPool pool) {
		return new HubThreads() {

			@Override
			public int busy() {
				return pool.busy();
			}

			@Override
			public int maximum() {
				return pool.maximum();
			}

			@Override
			public int queued() {
				return pool.queued();
			}

			@Override
			public Duration waited() {
				return Duration.ofNanos(pool.waitedNanos());
			}

		};
	}

	private GrowingThreadPool growing(String name, int maximum, String prefix, HubTimer timer) {
		int initial = 8 * Runtime.getRuntime().availableProcessors();
		return new GrowingThreadPool(name, initial, maximum, threads(prefix), timer, this.elasticPool);
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
