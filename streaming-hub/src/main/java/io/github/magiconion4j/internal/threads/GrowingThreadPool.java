package io.github.magiconion4j.internal.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for tasks that may block. A task goes to an idle thread, else to a new one, and
 * waits in a queue only when there are as many threads as there may be. (A
 * {@link ThreadPoolExecutor} by itself does it the other way round: it queues first.) A
 * thread that is idle for a minute ends.
 * <p>
 * While tasks wait, a log line says so, at once after a second and then once a minute.
 * Thread-safe.
 */
public final class GrowingThreadPool implements Executor, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GrowingThreadPool.class);

	private static final long KEEP_ALIVE_SECONDS = 60;

	private static final long CLOSE_SECONDS = 5;

	/** How long a task must have waited for a log line. */
	private static final long WAITED_LONG = TimeUnit.SECONDS.toNanos(1);

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final String name;

	private final HubTimer timer;

	private final Executor log;

	private final HandOver queue = new HandOver();

	private final ThreadPoolExecutor threads;

	private final Watch watch = new Watch();

	/**
	 * Makes a pool without threads.
	 * @param name what it is called in the log
	 * @param maximum the most threads, at least 1
	 * @param factory makes threads
	 * @param timer looks whether tasks wait
	 * @param log writes log lines, since the timer must not wait
	 */
	public GrowingThreadPool(String name, int maximum, ThreadFactory factory, HubTimer timer, Executor log) {
		this.name = name;
		this.timer = timer;
		this.log = log;
		this.threads = new ThreadPoolExecutor(0, maximum, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, this.queue, factory,
				(task, pool) -> enqueue(task));
	}

	/**
	 * Runs a task, at once unless all threads are busy.
	 * @param task what to run
	 * @throws RejectedExecutionException if the pool is closed
	 */
	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

	/** No thread is idle, and there can be no other. */
	private void enqueue(Runnable task) {
		if (this.threads.isShutdown()) {
			throw new RejectedExecutionException("The threads for " + this.name + " are closed");
		}
		this.queue.put(new Waiting(task, this.timer.now()));
		this.watch.begin();
	}

	/**
	 * How many threads run a task now.
	 * @return a number from 0 to {@link #maximum()}
	 */
	public int busy() {
		return this.threads.getActiveCount();
	}

	/**
	 * The most threads that there may be.
	 * @return the number, at least 1
	 */
	public int maximum() {
		return this.threads.getMaximumPoolSize();
	}

	/**
	 * How many tasks wait for a thread.
	 * @return the number
	 */
	public int queued() {
		return this.queue.size();
	}

	/**
	 * How long the task that is next has waited for a thread.
	 * @return nanoseconds; 0 if no task waits
	 */
	public long waitedNanos() {
		return (this.queue.peek() instanceof Waiting next) ? Math.max(1, this.timer.now() - next.since()) : 0;
	}

	/**
	 * Takes no more tasks. Those that are here have 5 seconds before their threads are
	 * interrupted.
	 */
	@Override
	public void close() {
		shutdown();
		try {
			this.threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		shutdownNow();
	}

	/** Takes no more tasks, and interrupts the threads of those that are here. */
	public void shutdownNow() {
		shutdown();
		this.threads.shutdownNow();
	}

	/** Takes no more tasks. */
	public void shutdown() {
		this.timer.cancel(this.watch);
		this.threads.shutdown();
	}

	/**
	 * Takes from the pool only what an idle thread takes at once, so that the pool makes
	 * a thread otherwise.
	 */
	private static final class HandOver extends LinkedTransferQueue<Runnable> {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean offer(Runnable task) {
			return tryTransfer(task);
		}

	}

	/**
	 * A task that waits.
	 *
	 * @param task what to run
	 * @param since since when it waits, by the timer's clock
	 */
	private record Waiting(Runnable task, long since) implements Runnable {

		@Override
		public void run() {
			this.task.run();
		}

	}

	/** Looks once a second, while tasks wait, for how long they do. */
	private final class Watch extends TimerEntry {

		private final AtomicBoolean begun = new AtomicBoolean();

		/** When the next log line may come. Of the timer's thread alone. */
		private long logDue;

		private boolean logged;

		void begin() {
			if (!this.begun.get() && this.begun.compareAndSet(false, true)) {
				GrowingThreadPool.this.timer.schedule(this, GrowingThreadPool.this.timer.now() + WAITED_LONG);
			}
		}

		@Override
		protected long run(long now) {
			long waited = waitedNanos();
			if (waited >= WAITED_LONG && (!this.logged || now - this.logDue >= 0)) {
				this.logged = true;
				this.logDue = now + MINUTE;
				tell(waited);
			}
			this.begun.set(waited > 0);
			// A task may have come just now, and have seen that the watch had begun.
			return (waited > 0 || (queued() > 0 && this.begun.compareAndSet(false, true))) ? now + WAITED_LONG : NEVER;
		}

		private void tell(long waitedNanos) {
			String text = "All " + maximum() + " threads for " + GrowingThreadPool.this.name + " have been busy for "
					+ TimeUnit.NANOSECONDS.toSeconds(waitedNanos) + " s, and " + queued() + " tasks wait";
			try {
				GrowingThreadPool.this.log.execute(() -> logger.warn(text));
			}
			catch (RejectedExecutionException ex) {
				logger.debug("The application is ending: a line is left out", ex);
			}
		}

	}

}
