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
import io.github.magiconion4j.internal.threads.PatientExecutor;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timer, clock and executors that any number of clients share. Thread-safe.
 * <p>
 * If you {@linkplain #create() create} a runtime, close it after its clients. Clients
 * that are still open after that have no timeouts and no heartbeats, and their stages are
 * completed on the transport's threads.
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

	/** Sends heartbeats, many of them per wake-up of its thread. */
	private final SerialExecutor heartbeatSender;

	/**
	 * Creates a runtime from existing objects, such as those of a framework. Closing the
	 * runtime does not close them.
	 * @param timer runs all heartbeats and timeouts
	 * @param wallClock this machine's clock, used as the server's clock until the
	 * server's first heartbeat
	 * @param sendExecutor sends on behalf of the timer's thread. Nothing blocks on it,
	 * unless a gRPC interceptor of the application blocks
	 * @param executor runs receivers and callbacks, which may block, of clients without
	 * an executor of their own
	 * @param completionExecutor completes the stages of clients without an executor of
	 * their own. It must have other threads than {@code executor}; otherwise receivers
	 * that wait for stages can occupy all threads
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
		this.sendExecutor = patient(sendExecutor, "sendExecutor");
		this.executor = patient(executor, "executor");
		this.completionExecutor = patient(completionExecutor, "completionExecutor");
		this.closing = closing;
		this.userCode = new UserCode(timer::now);
		this.heartbeatSender = new SerialExecutor(this.sendExecutor, 1000);
	}

	/**
	 * Creates a runtime with the system's clock and daemon threads of its own: one for
	 * the timer, at most one per processor for sending, at most 8 per processor (or 16 if
	 * that is more) for receivers and callbacks, and the same number for completing
	 * stages. Threads that have been idle for 10 s end; the timer's thread ends when you
	 * close the runtime.
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
	 * The default runtime, created on first use as by {@link #create()}. Closing it does
	 * nothing: its timer's thread lives as long as the process.
	 * @return the runtime, the same object at every call
	 */
	public static ClientRuntime shared() {
		return Shared.RUNTIME;
	}

	/**
	 * Ends the threads that this runtime created. Running receivers are not interrupted.
	 */
	@Override
	public void close() {
		this.closing.run();
	}

	private Executor patient(Executor given, String name) {
		return new PatientExecutor(Objects.requireNonNull(given, name), this.timer);
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

	/** Runs receivers and callbacks of clients without an executor of their own. */
	Executor executor() {
		return this.executor;
	}

	/** Completes stages of clients without an executor of their own. */
	Executor completionExecutor() {
		return this.completionExecutor;
	}

	/** Calls listeners and callbacks of the application. */
	UserCode userCode() {
		return this.userCode;
	}

	/** Runs on a sending thread what must not block the timer's thread. */
	void execute(Runnable action) {
		try {
			this.sendExecutor.execute(action);
		}
		catch (RejectedExecutionException ex) {
			action.run(); // the application is shutting down: better on this thread than
							// never
		}
	}

	/** Sends a heartbeat, batched with others that are due now. */
	void sendSoon(SerialExecutor.Task heartbeat) {
		try {
			this.heartbeatSender.submit(heartbeat);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("No heartbeat is sent: the executor accepts no more work", ex);
		}
	}

	/** Holder that creates the shared runtime on first use. */
	private static final class Shared {

		static final ClientRuntime RUNTIME = create(false);

	}

}
