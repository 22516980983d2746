package io.github.magiconion4j.internal.heartbeat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.internal.timer.Ticks;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs users' callbacks in batches, since waking a thread for each callback would cost
 * more than the rest of a heartbeat. A callback waits until the timer's thread wakes for
 * something else, at most 200 ms. If a callback blocks, another thread of the executor
 * takes over.
 */
final class CallbackQueue extends TimerEntry {

	private static final Logger logger = LoggerFactory.getLogger(CallbackQueue.class);

	private static final long BLOCKED_AFTER = TimeUnit.MILLISECONDS.toNanos(50);

	/** After this many rejections in a row, the queued callbacks are dropped. */
	private static final int MOST_REJECTIONS = 20;

	private final HubTimer timer;

	private final Executor executor;

	private final Queue<Callback> callbacks = new ConcurrentLinkedQueue<>();

	/** The worker that drains the queue; {@code null} while the queue is empty. */
	private final AtomicReference<@Nullable Worker> current = new AtomicReference<>();

	/** Whether this is scheduled on the timer. */
	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final OncePerMinute failures;

	/** A callback that fails may do so at each heartbeat of each connection. */
	private final OncePerMinute callbackFailures;

	/** How often in a row the executor has rejected a worker. */
	private final AtomicInteger rejections = new AtomicInteger();

	CallbackQueue(HubTimer timer, Executor executor) {
		this.timer = timer;
		this.executor = executor;
		this.failures = new OncePerMinute(timer::now);
		this.callbackFailures = new OncePerMinute(timer::now);
	}

	/**
	 * Adds a callback.
	 * @param callback what to run
	 */
	void execute(Callback callback) {
		this.callbacks.add(callback);
		if (!this.scheduled.get() && this.scheduled.compareAndSet(false, true)) {
			this.timer.scheduleAtNextWake(this);
		}
	}

	/** A callback threw an exception. */
	void failed(Throwable failure) {
		long count = this.callbackFailures.next();
		if (count > 0) {
			logger.warn("A heartbeat's ack callback failed; {} failures since the last such line", count, failure);
		}
	}

	@Override
	protected long run(long now) {
		Worker worker = this.current.get();
		if (worker == null || worker.isBlocked(now)) {
			begin(worker);
		}
		this.scheduled.set(false);
		boolean waiting = !this.callbacks.isEmpty() && this.scheduled.compareAndSet(false, true);
		// at a tick, which costs no wake of its own
		return waiting ? Ticks.next(now + BLOCKED_AFTER, Ticks.LONGEST) : NEVER;
	}

	/** Replaces a worker by a new one. */
	private void begin(@Nullable Worker before) {
		Worker worker = new Worker();
		if (this.callbacks.isEmpty() || !this.current.compareAndSet(before, worker)) {
			return;
		}
		try {
			this.executor.execute(worker);
			this.rejections.set(0);
		}
		catch (RuntimeException ex) { // temporarily full, or closed for good
			if (this.rejections.incrementAndGet() == MOST_REJECTIONS) {
				this.rejections.set(0);
				drop();
			}
			this.current.set(null);
		}
		catch (Error ex) { // most likely there can be no more threads at the moment
			this.current.set(null);
			long count = this.failures.next();
			if (count > 0) {
				logger.error("Heartbeat callbacks wait, because their executor failed; "
						+ "{} failures since the last such line", count, ex);
			}
		}
	}

	private void drop() {
		for (Callback each = this.callbacks.poll(); each != null; each = this.callbacks.poll()) {
			each.dropped();
		}
	}

	@FunctionalInterface
	interface Callback {

		/** Must not throw. */
		void run();

		/**
		 * It will not run. Called on the timer's thread.
		 */
		default void dropped() {
		}

	}

	private final class Worker implements Runnable {

		/** When its current callback began; 0 before it has a thread. */
		private volatile long since;

		boolean isBlocked(long now) {
			long known = this.since;
			return known != 0 && now - known > BLOCKED_AFTER;
		}

		@Override
		public void run() {
			CallbackQueue queue = CallbackQueue.this;
			Callback callback;
			do {
				while (queue.current.get() == this && (callback = queue.callbacks.poll()) != null) {
					this.since = queue.timer.now() | 1;
					callback.run();
				}
			}
			while (queue.current.compareAndSet(this, null) && !queue.callbacks.isEmpty()
					&& queue.current.compareAndSet(null, this));
		}

	}

}
