package io.github.magiconion4j.internal.outbound;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.jspecify.annotations.Nullable;

/**
 * What the connections on one event loop of the transport share: the executor that writes
 * their heartbeats, the write scheduler that gives each its turn when many have much to
 * send, and the time for hub methods. Thread-safe.
 */
public final class EventLoops {

	/** The most heartbeats written before the event loop may read again. */
	private static final int BATCH = 128;

	/** Writes the heartbeats of transports whose event loop is unknown. */
	private final SerialExecutor ofOthers;

	private final Map<Executor, SerialExecutor> heartbeats = new ConcurrentHashMap<>();

	/** One write scheduler per thread of the transport. */
	private final Supplier<WriteScheduler> writeScheduler;

	/** One budget per thread of the transport. */
	private final Supplier<CallBudget> callBudget;

	/**
	 * Creates the event loops of a server.
	 * @param sending writes to transports whose event loop is unknown
	 * @param timer measures the loops' time
	 */
	public EventLoops(Executor sending, HubTimer timer) {
		this.ofOthers = new SerialExecutor(sending, 1000);
		this.writeScheduler = ThreadLocal.withInitial(() -> new WriteScheduler(timer))::get;
		this.callBudget = ThreadLocal.withInitial(() -> new CallBudget(timer::now))::get;
	}

	/**
	 * The executor that writes heartbeats, many of them per wake-up of its thread.
	 * @param eventLoop the event loop that writes to the connection; {@code null} if
	 * unknown
	 * @return the executor
	 */
	public SerialExecutor heartbeats(@Nullable Executor eventLoop) {
		return (eventLoop == null) ? this.ofOthers
				: this.heartbeats.computeIfAbsent(eventLoop, (loop) -> new SerialExecutor(loop, BATCH));
	}

	/**
	 * Returns the write scheduler of the current thread, which is an event loop of the
	 * transport. All connections share this supplier.
	 * @return the supplier
	 */
	public Supplier<WriteScheduler> writeScheduler() {
		return this.writeScheduler;
	}

	/**
	 * Returns the budget of the current thread, which is an event loop of the transport.
	 * @return the time that it has for hub methods
	 */
	public CallBudget callBudget() {
		return this.callBudget.get();
	}

}
