package io.github.magiconion4j.internal.threads;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an executor of the application safe to use: it accepts a task, or throws
 * {@link RejectedExecutionException}, which every user of an executor handles. A pool
 * that needs a thread for a task throws an {@link OutOfMemoryError} if the process may
 * have no more of them at the moment. Then the tasks wait here, and the timer tries
 * again.
 * <p>
 * All executors enter the library through this class. Each task runs at most once, even
 * if the executor has queued it before it failed. Thread-safe.
 */
public final class PatientExecutor extends TimerEntry implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(PatientExecutor.class);

	private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Executor executor;

	private final HubTimer timer;

	private final OncePerMinute failures;

	private final Queue<Once> waiting = new ConcurrentLinkedQueue<>();

	/** Whether this is scheduled on the timer. */
	private final AtomicBoolean scheduled = new AtomicBoolean();

	/**
	 * Whether the executor had no thread the last time. New tasks wait behind the others:
	 * a failed attempt for each of them would only cost time.
	 */
	private volatile boolean lacking;

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
		Once once = new Once(task);
		if (this.lacking) {
			await(once);
			return;
		}
		try {
			this.executor.execute(once);
		}
		catch (RuntimeException ex) {
			if (ex instanceof RejectedExecutionException || once.hasBegun()) {
				throw ex;
			}
			throw new RejectedExecutionException("The executor failed", ex);
		}
		catch (Error ex) {
			if (once.hasBegun()) { // on this thread: the task failed, not the executor
				throw ex;
			}
			failed(ex);
			await(once);
		}
	}

	private void await(Once once) {
		this.waiting.add(once);
		if (this.scheduled.compareAndSet(false, true)) {
			this.timer.schedule(this, this.timer.now() + AGAIN_NANOS);
		}
	}

	@Override
	protected long run(long now) {
		for (Once next = this.waiting.peek(); next != null; next = this.waiting.peek()) {
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

	private boolean isTaken(Once task) {
		try {
			this.executor.execute(task);
			return true;
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
			return task.hasBegun();
		}
	}

	private void failed(Throwable failure) {
		this.lacking = failure instanceof Error;
		long count = this.failures.next();
		if (count > 0) {
			logger.error("An executor failed: its tasks wait until it works again; "
					+ "{} failures since the last such line", count, failure);
		}
	}

	/** A task that runs once, however often it is handed over. */
	private static final class Once implements Runnable {

		private static final AtomicIntegerFieldUpdater<Once> BEGUN = AtomicIntegerFieldUpdater.newUpdater(Once.class,
				"begun");

		private final Runnable task;

		/** 1 once it has begun; otherwise 0. */
		private volatile int begun;

		Once(Runnable task) {
			this.task = task;
		}

		boolean hasBegun() {
			return this.begun == 1;
		}

		@Override
		public void run() {
			if (BEGUN.compareAndSet(this, 0, 1)) {
				this.task.run();
			}
		}

	}

}
