package io.github.magiconion4j.internal.threads;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on a shared executor, one after the other in the order in which they came. A
 * task that returns a stage is over when that is complete; no thread waits for it.
 * Thread-safe.
 * <p>
 * A task that the shared executor rejects is not accepted, and the next one is tried
 * anew: a pool may be full for a moment only. What was accepted is run in any case. If
 * the executor rejects the work in the midst of it, the thread at hand goes on.
 */
public final class SerialExecutor implements Runnable {

	private static final Scope NO_SCOPE = () -> {
	};

	private static final Logger logger = LoggerFactory.getLogger(SerialExecutor.class);

	private final Executor executor;

	private final int batch;

	private final Supplier<? extends Scope> context;

	private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger unfinished = new AtomicInteger();

	/** Whether a thread runs tasks, or is about to. */
	private final AtomicBoolean working = new AtomicBoolean();

	/** Compared to the current thread only. */
	private @Nullable Thread runner;

	/**
	 * Creates an executor whose tasks have no context.
	 * @param executor runs the tasks
	 * @param batch how many tasks run before the thread yields to others, at least 1
	 */
	public SerialExecutor(Executor executor, int batch) {
		this(executor, batch, () -> NO_SCOPE);
	}

	/**
	 * Creates an executor.
	 * @param executor runs the tasks
	 * @param batch how many tasks run before the thread yields to others, at least 1
	 * @param context sets up the context in which tasks run; it must not throw
	 */
	public SerialExecutor(Executor executor, int batch, Supplier<? extends Scope> context) {
		this.executor = executor;
		this.batch = batch;
		this.context = context;
	}

	/**
	 * Adds a task.
	 * @param task what to run. What it throws is logged
	 * @throws RejectedExecutionException if the shared executor does not take it: then it
	 * is not run
	 */
	public void submit(Task task) {
		this.unfinished.incrementAndGet();
		this.tasks.add(task);
		if (!this.working.compareAndSet(false, true)) {
			return;
		}
		try {
			this.executor.execute(this);
		}
		catch (RejectedExecutionException ex) {
			boolean mine = this.tasks.remove(task);
			this.working.set(false);
			// Others may have counted on this thread meanwhile: theirs were accepted.
			if (!this.tasks.isEmpty() && this.working.compareAndSet(false, true)) {
				run();
			}
			if (mine) {
				this.unfinished.decrementAndGet();
				throw ex;
			}
		}
	}

	/**
	 * How many tasks are not over.
	 * @return the number of those that wait or run
	 */
	public int unfinished() {
		return this.unfinished.get();
	}

	/**
	 * Whether this thread runs a task now.
	 * @return whether the caller is a task
	 */
	public boolean isCurrent() {
		return this.runner == Thread.currentThread();
	}

	/** Called by the shared executor. */
	@Override
	public void run() {
		while (runBatch()) {
			try {
				this.executor.execute(this);
				return;
			}
			catch (RejectedExecutionException ex) {
				logger.debug("The executor rejected the continuation: this thread goes on", ex);
			}
		}
	}

	/** Tells whether there is more that can be run now. */
	private boolean runBatch() {
		Scope scope = this.context.get();
		Thread before = this.runner;
		this.runner = Thread.currentThread();
		try {
			for (int i = 0; i < this.batch; i++) {
				Task task = this.tasks.poll();
				if (task == null) {
					return !stop();
				}
				CompletionStage<?> stage = runTask(task);
				if (stage != null) {
					stage.whenComplete((result, failure) -> resume());
					return false;
				}
				this.unfinished.decrementAndGet();
			}
			return true;
		}
		finally {
			this.runner = before;
			scope.close();
		}
	}

	/** Tells whether the work is over; not if a task came just now. */
	private boolean stop() {
		this.working.set(false);
		return this.tasks.isEmpty() || !this.working.compareAndSet(false, true);
	}

	private void resume() {
		this.unfinished.decrementAndGet();
		if (this.tasks.isEmpty() && stop()) {
			return;
		}
		try {
			this.executor.execute(this);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The executor rejected the continuation: this thread goes on", ex);
			run();
		}
	}

	private static @Nullable CompletionStage<?> runTask(Task task) {
		try {
			return task.run();
		}
		catch (Throwable ex) { // whatever user code throws, the next one is run
			logger.warn("A task of a hub connection failed", ex);
			return null;
		}
	}

	/**
	 * A task.
	 */
	@FunctionalInterface
	public interface Task {

		/**
		 * Runs the task.
		 * @return a stage to be waited for, or {@code null} if the task is over
		 */
		@Nullable CompletionStage<?> run();

	}

	/**
	 * A context that is set up.
	 */
	@FunctionalInterface
	public interface Scope {

		/** Restores the previous context, on the same thread. */
		void close();

	}

}
