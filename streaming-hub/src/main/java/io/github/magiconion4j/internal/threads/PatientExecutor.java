package io.github.magiconion4j.internal.threads;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an executor of the application safe to use: it accepts a task, or throws
 * {@link RejectedExecutionException}, which every user of an executor handles. A pool
 * that needs a thread for a task throws an {@link OutOfMemoryError} if the process may
 * have no more of them at the moment. Then a thread that the pool already has runs the
 * task; if it has none, the task waits here, and the timer tries again.
 * <p>
 * An accepted task runs once, unless the executor is closed before; then it is dropped
 * after 10 s. Thread-safe.
 */
public final class PatientExecutor extends TimerEntry implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(PatientExecutor.class);

	private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	/** After this many rejections in a row, the executor counts as closed. */
	private static final int MOST_REJECTIONS = 100;

	private final Executor executor;

	private final HubTimer timer;

	private final OncePerMinute failures;

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	/** Whether this is scheduled on the timer. */
	private final AtomicBoolean scheduled = new AtomicBoolean();

	/**
	 * Whether the executor had no thread the last time. New tasks wait behind the others:
	 * a failed attempt for each of them would only cost time.
	 */
	private volatile boolean lacking;

	/** In a row. Used by the timer's thread only. */
	private int rejections;

	/**
	 * Creates an executor.
	 * @param executor runs the tasks
	 * @param timer tries again, on its thread
	 */
	public PatientExecutor(Executor executor, HubTimer timer) {
		this.executor = executor;
		this.timer = timer;
		this.failures = new OncePerMinute(timer::now);
	}

	/**
	 * Runs a task, later if the executor lacks a thread for it now.
	 * @param task the task
	 * @throws RejectedExecutionException if the executor does not accept the task; then
	 * it is not run
	 */
	@Override
	public void execute(Runnable task) {
		if (this.lacking) {
			await(task);
			return;
		}
		Throwable failure = handOver(task);
		if (failure instanceof VirtualMachineError) {
			await(task);
		}
		else if (failure != null) {
			throw (failure instanceof RejectedExecutionException rejected) ? rejected
					: new RejectedExecutionException("The executor failed", failure);
		}
	}

	/**
	 * Gives a task to the executor.
	 * @return why it has not accepted the task; {@code null} if it has
	 */
	private @Nullable Throwable handOver(Runnable task) {
		Once once = new Once(task);
		try {
			this.executor.execute(once);
			return null;
		}
		catch (RuntimeException | Error ex) {
			if (ex.equals(once.failure)) { // it ran on this thread
				throw ex;
			}
			if (this.executor instanceof ThreadPoolExecutor pool && isQueued(pool, once, ex) || !once.cancel()) {
				return null;
			}
			if (ex instanceof VirtualMachineError) {
				lacks(ex);
			}
			return ex;
		}
	}

	/**
	 * Lets the threads that a pool already has run a task for which it has failed to
	 * create another one.
	 * @return {@code false} if it has none, if its queue takes only tasks of another
	 * kind, or if the failure was another one
	 */
	static boolean isQueued(ThreadPoolExecutor pool, Runnable task, Throwable failure) {
		return failure instanceof VirtualMachineError && pool.getPoolSize() > 0
				&& !(pool instanceof ScheduledThreadPoolExecutor) && pool.getQueue().offer(task);
	}

	private void await(Runnable task) {
		this.waiting.add(task);
		if (this.scheduled.compareAndSet(false, true)) {
			this.timer.schedule(this, this.timer.now() + AGAIN_NANOS);
		}
	}

	@Override
	protected long run(long now) {
		for (Runnable next = this.waiting.peek(); next != null; next = this.waiting.peek()) {
			if (!isTaken(next)) {
				return now + AGAIN_NANOS;
			}
			this.waiting.remove();
		}
		this.lacking = false;
		this.scheduled.set(false);
		// A task may have been added just now, while this still looked scheduled to it.
		boolean more = !this.waiting.isEmpty() && this.scheduled.compareAndSet(false, true);
		return more ? now + AGAIN_NANOS : NEVER;
	}

	private boolean isTaken(Runnable task) {
		Throwable failure;
		try {
			failure = handOver(task);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A task failed", ex);
			return true;
		}
		if (failure == null || failure instanceof VirtualMachineError) {
			this.rejections = 0;
			return failure == null;
		}
		this.lacking = false;
		this.rejections++;
		if (this.rejections < MOST_REJECTIONS) {
			return false;
		}
		logger.debug("A task that waited for an executor is dropped: it accepts no more work", failure);
		return true;
	}

	private void lacks(Throwable failure) {
		this.lacking = true;
		long count = this.failures.next();
		if (count > 0) {
			logger.error("An executor failed: its tasks wait until it works again; "
					+ "{} failures since the last such line", count, failure);
		}
	}

	/** A task that runs once, even if the executor has queued it before it failed. */
	private static final class Once implements Runnable {

		private static final AtomicIntegerFieldUpdater<Once> BEGUN = AtomicIntegerFieldUpdater.newUpdater(Once.class,
				"begun");

		private final Runnable task;

		/** 1 once it has begun, or will not; otherwise 0. */
		private volatile int begun;

		/** Why the task failed. Compared by the thread that runs it only. */
		private @Nullable Throwable failure;

		Once(Runnable task) {
			this.task = task;
		}

		/** Makes sure that it does not begin. Returns whether it has not begun yet. */
		boolean cancel() {
			return BEGUN.compareAndSet(this, 0, 1);
		}

		@Override
		public void run() {
			if (BEGUN.compareAndSet(this, 0, 1)) {
				try {
					this.task.run();
				}
				catch (RuntimeException | Error ex) {
					this.failure = ex;
					throw ex;
				}
			}
		}

	}

}
