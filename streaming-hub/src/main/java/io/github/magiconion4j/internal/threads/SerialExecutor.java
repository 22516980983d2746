package io.github.magiconion4j.internal.threads;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on a shared executor, one at a time and in order. A task that returns a
 * stage ends when the stage completes; no thread waits for it. Thread-safe.
 * <p>
 * If the shared executor rejects a task or fails, the task is not accepted, but the next
 * one is tried again: a pool may be full only temporarily. Accepted tasks always run. If
 * the executor does not take the continuation after a batch, the current thread
 * continues.
 */
public final class SerialExecutor extends TaskQueue implements Runnable {

	private static final Scope NO_SCOPE = () -> {
	};

	private static final Logger logger = LoggerFactory.getLogger(SerialExecutor.class);

	private static final AtomicIntegerFieldUpdater<SerialExecutor> UNFINISHED = AtomicIntegerFieldUpdater
		.newUpdater(SerialExecutor.class, "unfinished");

	private static final AtomicIntegerFieldUpdater<SerialExecutor> WORKING = AtomicIntegerFieldUpdater
		.newUpdater(SerialExecutor.class, "working");

	private final Executor executor;

	private final int batch;

	private final Supplier<? extends Scope> context;

	private volatile int unfinished;

	/** 1 if a thread runs tasks, or is about to; otherwise 0. */
	private volatile int working;

	/** Only compared to the current thread, so it needs no lock. */
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
	 * @param task the task; its exceptions are logged
	 * @throws RejectedExecutionException if the shared executor rejects it or fails; then
	 * it is not run
	 */
	public void submit(Task task) {
		UNFINISHED.incrementAndGet(this);
		add(task);
		if (!startWorking()) {
			return;
		}
		try {
			this.executor.execute(this);
		}
		catch (RuntimeException | Error ex) {
			boolean mine = remove(task);
			this.working = 0;
			// Other threads may have added tasks that count as accepted, because this
			// thread was about to run them.
			if (!isEmpty() && startWorking()) {
				run();
			}
			if (mine) {
				UNFINISHED.decrementAndGet(this);
				throw (ex instanceof RejectedExecutionException rejected) ? rejected
						: new RejectedExecutionException("The executor failed", ex);
			}
		}
	}

	/**
	 * Runs a task on the current thread if no other task is waiting or running. Otherwise
	 * adds it. The shared executor runs what is added meanwhile.
	 * @param task the task; its exceptions are logged
	 * @throws RejectedExecutionException if it is not run now, and the shared executor
	 * rejects it or fails; then it is not run
	 */
	public void runOrSubmit(Task task) {
		if (!startWorking()) {
			submit(task);
			return;
		}
		if (!isEmpty()) {
			this.working = 0;
			submit(task);
			return;
		}
		UNFINISHED.incrementAndGet(this);
		if (hasNext(inContext(() -> run(task)))) {
			proceed();
		}
	}

	/**
	 * The number of tasks that are waiting or running.
	 * @return the number
	 */
	public int unfinished() {
		return this.unfinished;
	}

	/**
	 * Whether the current thread is running a task of this executor.
	 * @return {@code true} if the caller is a task
	 */
	public boolean isCurrent() {
		return this.runner == Thread.currentThread();
	}

	private boolean startWorking() {
		return WORKING.compareAndSet(this, 0, 1);
	}

	/** Called by the shared executor. */
	@Override
	public void run() {
		boolean mine;
		do {
			mine = hasNext(inContext(this::runBatch)) && !isHandedOver();
		}
		while (mine);
	}

	/** Runs tasks. Returns the stage of one that has not ended, after which none ran. */
	private @Nullable CompletionStage<?> runBatch() {
		CompletionStage<?> stage = null;
		for (int i = 0; stage == null && i < this.batch; i++) {
			Task task = poll();
			if (task == null) {
				return null;
			}
			stage = run(task);
		}
		return stage;
	}

	/** Runs a task. Returns its stage, if it has not ended. */
	private @Nullable CompletionStage<?> run(Task task) {
		CompletionStage<?> stage = null;
		try {
			stage = task.run();
		}
		catch (Throwable ex) { // a failed task must not stop later tasks
			logger.warn("A task of a hub connection failed", ex);
		}
		if (stage == null) {
			UNFINISHED.decrementAndGet(this);
		}
		return stage;
	}

	private @Nullable CompletionStage<?> inContext(Task tasks) {
		Scope scope = this.context.get();
		this.runner = Thread.currentThread();
		try {
			return tasks.run();
		}
		finally {
			this.runner = null;
			scope.close();
		}
	}

	/**
	 * Whether this thread must see to the next task. Called outside the context: another
	 * thread may run that task before this method returns.
	 * @param running the stage of a task that has not ended; {@code null} if all have
	 */
	private boolean hasNext(@Nullable CompletionStage<?> running) {
		if (running != null) {
			running.whenComplete((result, failure) -> resume());
			return false;
		}
		return !stopIfEmpty();
	}

	private boolean stopIfEmpty() {
		if (!isEmpty()) {
			return false;
		}
		this.working = 0;
		return isEmpty() || !startWorking();
	}

	private void resume() {
		UNFINISHED.decrementAndGet(this);
		if (!stopIfEmpty()) {
			proceed();
		}
	}

	/** Continues on the shared executor, or on this thread if that rejects it. */
	private void proceed() {
		if (!isHandedOver()) {
			run();
		}
	}

	private boolean isHandedOver() {
		try {
			this.executor.execute(this);
			return true;
		}
		catch (RuntimeException | Error ex) {
			logger.debug("The executor did not take the continuation: this thread continues", ex);
			return false;
		}
	}

	/**
	 * A task.
	 */
	@FunctionalInterface
	public interface Task {

		/**
		 * Runs the task.
		 * @return a stage that completes when the task ends; {@code null} if it has ended
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
