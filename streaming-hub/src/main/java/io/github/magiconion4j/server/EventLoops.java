package io.github.magiconion4j.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.github.magiconion4j.internal.outbound.WriteScheduler;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of an event loop of the transport have in common: what writes
 * their heartbeats, and who has its turn when many have much to send. Thread-safe.
 */
final class EventLoops {

	/** So many heartbeats are written before the event loop reads. */
	private static final int BATCH = 128;

	/** Writes heartbeats of transports whose event loops are not known. */
	private final SerialExecutor ofOthers;

	private final Map<Executor, SerialExecutor> heartbeats = new ConcurrentHashMap<>();

	/** Each thread of the transport has its own. */
	private final ThreadLocal<WriteScheduler> writeScheduler;

	EventLoops(Executor sending, HubTimer timer) {
		this.ofOthers = new SerialExecutor(sending, 1000);
		this.writeScheduler = ThreadLocal.withInitial(() -> new WriteScheduler(timer));
	}

	/**
	 * Writes heartbeats, many of them once its thread is awake.
	 * @param eventLoop what writes to the connection; {@code null} if it is not known
	 */
	SerialExecutor heartbeats(@Nullable Executor eventLoop) {
		return (eventLoop == null) ? this.ofOthers
				: this.heartbeats.computeIfAbsent(eventLoop, (loop) -> new SerialExecutor(loop, BATCH));
	}

	/** That of the current thread, an event loop of the transport. */
	WriteScheduler writeScheduler() {
		return this.writeScheduler.get();
	}

}
