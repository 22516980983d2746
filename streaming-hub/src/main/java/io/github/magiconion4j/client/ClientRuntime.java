package io.github.magiconion4j.client;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.internal.Internal;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What any number of clients share: a timer, a clock and threads. Thread-safe.
 * <p>
 * A runtime that you {@linkplain #create() create} is yours to close, after its clients.
 * What is closed takes no more work: clients that are left have no timeouts and no
 * heartbeats, and their stages are completed by the transport's threads.
 */
public final class ClientRuntime implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ClientRuntime.class);

	private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

	private final HubTimer timer;

	private final InstantSource wallClock;

	private final Executor sendExecutor;

	private final Executor executor;

	private final Executor completionExecutor;

	private final Runnable closing;

	private final UserCode userCode;

	/** Sends heartbeats, many of them once its thread is awake. */
	private final SerialExecutor heartbeatSender;

	/**
	 * Makes a runtime of what a framework has already. To close it closes none of that.
	 * @param timer runs all heartbeats and timeouts
	 * @param wallClock this side's clock, which stands in for the server's before its
	 * first heartbeat
	 * @param sendExecutor sends what the timer's thread asks for; nothing that blocks is
	 * run on it, unless a gRPC interceptor of the application blocks
	 * @param executor runs receivers and callbacks, which may block, of clients that are
	 * given no executor
	 * @param completionExecutor completes stages of clients that are given no executor.
	 * Other threads than those of {@code executor}, or receivers that wait for stages
	 * could take all
	 */
	@Internal
	public ClientRuntime(HubTimer timer, InstantSource wallClock, Executor sendExecutor, Executor executor,
			Executor completionExecutor) {
		this(timer, wallClock, sendExecutor, executor, completionExecutor, () -> {
		});
	}

	private ClientRuntime(HubTimer timer, InstantSource wallClock, Executor sendExecutor, Executor executor,
			Executor completionExecutor, Runnable closing) {
		this.timer = Objects.requireNonNull(timer, "timer");
		this.wallClock = Objects.requireNonNull(wallClock, "wallClock");
		this.sendExecutor = Objects.requireNonNull(sendExecutor, "sendExecutor");
		this.executor = Objects.requireNonNull(executor, "executor");
		this.completionExecutor = Objects.requireNonNull(completionExecutor, "completionExecutor");
		this.closing = closing;
		this.userCode = new UserCode(timer::now);
		this.heartbeatSender = new SerialExecutor(sendExecutor, 1000);
	}

	/**
	 * Makes a runtime with the system's clock and daemon threads of its own: one for the
	 * timer, one per processor at most that send, and 8 per processor, at least 16, for
	 * receivers and callbacks, and as many for what depends on stages. Those that have
	 * had nothing to do for 10 s end.
	 * @return the runtime, to be closed
	 */
	public static ClientRuntime create() {
		return create(true);
	}

	private static ClientRuntime create(boolean closes) {
		int many = Math.max(16, 8 * PROCESSORS);
		HubTimer timer = new HubTimer(System::nanoTime).start();
		ExecutorService sending = threads("streaming-hub-send-", PROCESSORS);
		ExecutorService receivers = threads("streaming-hub-client-", many);
		ExecutorService completions = threads("streaming-hub-answer-", many);
		return new ClientRuntime(timer, InstantSource.system(), sending, receivers, completions, () -> {
			if (closes) {
				timer.close();
				List.of(sending, receivers, completions).forEach(ExecutorService::shutdown);
			}
		});
	}

	/**
	 * The runtime of clients that are given none, made by {@link #create()} when it is
	 * asked for first. To close it does nothing: its timer's thread lives as long as the
	 * process.
	 * @return the runtime, the same object at every call
	 */
	public static ClientRuntime shared() {
		return Shared.RUNTIME;
	}

	/** Ends the threads that it made. Receivers that are running are not interrupted. */
	@Override
	public void close() {
		this.closing.run();
	}

	private static ExecutorService threads(String prefix, int count) {
		AtomicInteger number = new AtomicInteger();
		ThreadPoolExecutor executor = new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, prefix + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	HubTimer timer() {
		return this.timer;
	}

	InstantSource wallClock() {
		return this.wallClock;
	}

	Executor sendExecutor() {
		return this.sendExecutor;
	}

	/** Runs receivers and callbacks of clients that are given no executor. */
	Executor executor() {
		return this.executor;
	}

	/** Completes stages of clients that are given no executor. */
	Executor completionExecutor() {
		return this.completionExecutor;
	}

	/** Calls what an application adds to clients. */
	UserCode userCode() {
		return this.userCode;
	}

	/** Runs on a sending thread what the timer's thread must not. */
	void execute(Runnable action) {
		try {
			this.sendExecutor.execute(action);
		}
		catch (RejectedExecutionException ex) {
			action.run(); // the application is ending: better here than never
		}
	}

	/** Sends a heartbeat, with others that are due now. */
	void sendSoon(SerialExecutor.Task heartbeat) {
		try {
			this.heartbeatSender.submit(heartbeat);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("No heartbeat is sent: the executor takes no more work", ex);
		}
	}

	/** Made when it is used first. */
	private static final class Shared {

		static final ClientRuntime RUNTIME = create(false);

	}

}
