package io.github.magiconion4j.client;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What any number of clients share: a timer, and threads that send what the timer asks
 * for. Thread-safe.
 */
public final class ClientRuntime {

	private static final Logger logger = LoggerFactory.getLogger(ClientRuntime.class);

	private final HubTimer timer;

	private final InstantSource wallClock;

	private final Executor sendExecutor;

	/** Sends heartbeats, many of them once its thread is awake. */
	private final SerialExecutor heartbeatSender;

	/**
	 * Makes a runtime.
	 * @param timer runs all heartbeats and timeouts
	 * @param wallClock this side's clock, which stands in for the server's before its
	 * first heartbeat
	 * @param sendExecutor sends what the timer's thread asks for; nothing that blocks is
	 * run on it, unless a gRPC interceptor of the application blocks
	 */
	public ClientRuntime(HubTimer timer, InstantSource wallClock, Executor sendExecutor) {
		this.timer = Objects.requireNonNull(timer, "timer");
		this.wallClock = Objects.requireNonNull(wallClock, "wallClock");
		this.sendExecutor = Objects.requireNonNull(sendExecutor, "sendExecutor");
		this.heartbeatSender = new SerialExecutor(sendExecutor, 1000);
	}

	/**
	 * The runtime of clients that are given none: the system's clock, one timer thread
	 * for the process, and a thread per processor at most that sends, all of them
	 * daemons.
	 * @return the runtime, the same object at every call
	 */
	public static ClientRuntime shared() {
		return Shared.RUNTIME;
	}

	/** Runs receivers and callbacks of clients that are given no executor. */
	static Executor sharedExecutor() {
		return Shared.EXECUTOR;
	}

	/**
	 * Completes stages of clients that are given no executor: others threads, or
	 * receivers that wait for stages could take all.
	 */
	static Executor sharedCompletionExecutor() {
		return Shared.COMPLETION_EXECUTOR;
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

		private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

		static final ClientRuntime RUNTIME = new ClientRuntime(new HubTimer(System::nanoTime).start(),
				InstantSource.system(), threads("streaming-hub-send-", PROCESSORS));

		static final Executor EXECUTOR = threads("streaming-hub-client-", Math.max(16, 8 * PROCESSORS));

		static final Executor COMPLETION_EXECUTOR = threads("streaming-hub-answer-", Math.max(16, 8 * PROCESSORS));

		/** Threads that end when there is nothing to do for a while. */
		private static Executor threads(String prefix, int count) {
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

	}

}
