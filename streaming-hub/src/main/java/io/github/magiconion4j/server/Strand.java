package io.github.magiconion4j.server;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one connection on a shared executor, one after the other in the order
 * in which they came. A task that returns a stage is over when that is complete; no
 * thread waits for it.
 */
final class Strand implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Strand.class);

	private final Executor executor;

	private final int batch;

	private final Supplier<ContextPropagator.Scope> context;

	private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

	/** Tasks that are not over: whoever brings the first one starts the work. */
	private final AtomicInteger unfinished = new AtomicInteger();

	/**
	 * Makes a strand.
	 * @param batch so many tasks are run before others have their turn at the executor
	 * @param context what is current while they are run
	 */
	Strand(Executor executor, int batch, Supplier<ContextPropagator.Scope> context) {
		this.executor = executor;
		this.batch = batch;
		this.context = context;
	}

	/**
	 * Adds a task.
	 * @throws RejectedExecutionException if the executor takes no work any more
	 */
	void submit(Task task) {
		this.tasks.add(task);
		if (this.unfinished.getAndIncrement() == 0) {
			this.executor.execute(this);
		}
	}

	@Override
	public void run() {
		boolean more;
		ContextPropagator.Scope scope = this.context.get();
		try {
			more = runBatch();
		}
		finally {
			scope.close();
		}
		if (more) {
			this.executor.execute(this);
		}
	}

	/** Tells whether there is more that can be run now. */
	private boolean runBatch() {
		for (int i = 0; i < this.batch; i++) {
			CompletionStage<?> stage = runNext();
			if (stage != null) {
				stage.whenComplete((result, failure) -> resume());
				return false;
			}
			if (this.unfinished.decrementAndGet() == 0) {
				return false;
			}
		}
		return true;
	}

	private void resume() {
		if (this.unfinished.decrementAndGet() != 0) {
			this.executor.execute(this);
		}
	}

	private @Nullable CompletionStage<?> runNext() {
		Task task = this.tasks.poll();
		try {
			return (task != null) ? task.run() : null;
		}
		catch (RuntimeException | Error ex) {
			logger.error("A task of a hub connection failed", ex);
			return null;
		}
	}

	@FunctionalInterface
	interface Task {

		/**
		 * Runs the task.
		 * @return a stage to be waited for, or {@code null} if the task is over
		 */
		@Nullable CompletionStage<?> run();

	}

}
