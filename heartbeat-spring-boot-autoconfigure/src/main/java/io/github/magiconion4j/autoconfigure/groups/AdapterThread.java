package io.github.magiconion4j.autoconfigure.groups;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The single thread of a backplane adapter. It continues if a task fails.
 */
final class AdapterThread implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AdapterThread.class);

	private final String name;

	private final ScheduledExecutorService executor;

	AdapterThread(String name) {
		this.name = name;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("streaming-hub-" + name + "-");
		threads.setDaemon(true);
		this.executor = Executors.newSingleThreadScheduledExecutor(threads);
	}

	/** Runs a task after a delay, unless the thread is closed before. */
	void later(Runnable task, long delayMillis) {
		try {
			this.executor.schedule(() -> {
				try {
					task.run();
				}
				catch (Throwable ex) { // the thread must survive
					logger.warn("The backplane {} failed", this.name, ex);
				}
			}, delayMillis, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The backplane {} is closed", this.name, ex);
		}
	}

	/**
	 * Discards all tasks, also delayed ones, interrupts the one that runs, and waits for
	 * its end for a bounded time.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(5, TimeUnit.SECONDS)) {
				logger.debug("A task of the backplane {} has not ended in time", this.name);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
