package io.github.magiconion4j.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on a shared executor, one after the other in the order in which they came.
 */
final class SerialExecutor implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(SerialExecutor.class);

	private final Executor executor;

	private final int batch;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	/** Tasks that are not over: whoever brings the first one starts the work. */
	private final AtomicInteger unfinished = new AtomicInteger();

	private volatile boolean shutDown;

	/**
	 * Makes an executor.
	 * @param executor runs the tasks
	 * @param batch so many are run before others have their turn
	 */
	SerialExecutor(Executor executor, int batch) {
		this.executor = executor;
		this.batch = batch;
	}

	/**
	 * Adds a task.
	 * @return whether it will be run: the executor may take no work any more
	 */
	boolean execute(Runnable task) {
		if (this.shutDown) {
			return false;
		}
		this.tasks.add(task);
		return this.unfinished.getAndIncrement() > 0 || submit();
	}

	/** How many tasks are not over. */
	int unfinished() {
		return this.unfinished.get();
	}

	@Override
	public void run() {
		do {
			for (int i = 0; i < this.batch; i++) {
				runNext();
				if (this.unfinished.decrementAndGet() == 0) {
					return;
				}
			}
		}
		while (!submit()); // what was accepted is run all the same
	}

	private boolean submit() {
		try {
			this.executor.execute(this);
			return true;
		}
		catch (RejectedExecutionException ex) {
			this.shutDown = true;
			return false;
		}
	}

	private void runNext() {
		Runnable task = this.tasks.poll();
		try {
			if (task != null) {
				task.run();
			}
		}
		catch (Throwable ex) { // whatever user code throws, the next one is run
			logger.warn("A callback of a hub client failed", ex);
		}
	}

}
