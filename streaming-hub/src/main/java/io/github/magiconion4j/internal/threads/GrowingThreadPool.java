package io.github.magiconion4j.internal.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
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
 * Threads for tasks that may block. There are a few threads to begin with, and tasks wait
 * in a queue for them. A task that has waited for 20 ms tells that they are blocked: then
 * there are half as many again, and so on until none waits or there are as many as there
 * may be. So tasks that only compute share few threads: on many, they cost half as much
 * again. A thread that is idle for a minute ends.
 * <p>
 * While tasks wait and there can be no more threads, a log line says so, after a second
 * and then once a minute. Thread-safe.
 */
public final class GrowingThreadPool implements Executor, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GrowingThreadPool.class);

	private static final long KEEP_ALIVE_SECONDS = 60;

	private static final long CLOSE_SECONDS = 5;

	/** How long a task must have waited for more threads. */
	private static final long BLOCKED = TimeUnit.MILLISECONDS.toNanos(20);

	/** How long a task must have waited for a log line. */
	private static final long WAITED_LONG = TimeUnit.SECONDS.toNanos(1);

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final String name;

	private final int initial;

	private final HubTimer timer;

	private final Executor helper;

	private final WaitingTasks queue = new WaitingTasks();

	private final ThreadPoolExecutor threads;

	private final Watch watch = new Watch();

	/**
	 * Creates a pool without threads.
	 * @param name what it is called in the log
	 * @param initial so many threads are made before tasks wait, at least 1
	 * @param maximum the most threads, at least 1
	 * @param factory makes threads
	 * @param timer looks whether tasks wait
	 * @param helper makes further threads and writes log lines, since the timer must not
	 * wait
	 */
	public GrowingThreadPool(String name, int initial, int maximum, ThreadFactory factory, HubTimer timer,
			Executor helper) {
		this.name = name;
		this.initial = Math.min(initial, maximum);
		this.timer = timer;
		this.helper = helper;
		this.threads = new ThreadPoolExecutor(this.initial, maximum, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, this.queue,
				factory);
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Runs a task as soon as there is a thread for it.
	 * @param task what to run
	 * @throws RejectedExecutionException if the pool is closed
	 */
	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
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

	/** Notes since when tasks wait, and sees that somebody looks at it. */
	private final class WaitingTasks extends LinkedBlockingQueue<Runnable> {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean offer(Runnable task) {
			boolean taken = super.offer(new Waiting(task, GrowingThreadPool.this.timer.now()));
			GrowingThreadPool.this.watch.begin();
			return taken;
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

	/** Looks, while tasks wait, for how long they do. */
	private final class Watch extends TimerEntry {

		private final AtomicBoolean begun = new AtomicBoolean();

		/** When the next log line may come. Of the timer's thread alone. */
		private long logDue;

		private boolean logged;

		void begin() {
			if (!this.begun.get() && this.begun.compareAndSet(false, true)) {
				GrowingThreadPool.this.timer.schedule(this, GrowingThreadPool.this.timer.now() + BLOCKED);
			}
		}

		@Override
		protected long run(long now) {
			long waited = waitedNanos();
			int size = GrowingThreadPool.this.threads.getPoolSize();
			if (waited == 0) {
				resize(GrowingThreadPool.this.initial); // those above it end when idle
			}
			else if (size == maximum()) {
				tell(now, waited);
			}
			// While the process stood still no thread could take it.
			else if (waited - GrowingThreadPool.this.timer.pausedSince(now - waited) >= BLOCKED) {
				resize(Math.min(maximum(), size + Math.max(1, size / 2)));
			}
			this.begun.set(waited > 0);
			// A task may have come just now, and have seen that the watch had begun.
			boolean waits = waited > 0 || (queued() > 0 && this.begun.compareAndSet(false, true));
			return waits ? now + BLOCKED : NEVER;
		}

		private void resize(int size) {
			if (size != GrowingThreadPool.this.threads.getCorePoolSize()) {
				help(() -> GrowingThreadPool.this.threads.setCorePoolSize(size));
			}
		}

		private void tell(long now, long waited) {
			if (waited >= WAITED_LONG && (!this.logged || now - this.logDue >= 0)) {
				this.logged = true;
				this.logDue = now + MINUTE;
				String text = "All " + maximum() + " threads for " + GrowingThreadPool.this.name
						+ " have been busy for " + TimeUnit.NANOSECONDS.toSeconds(waited) + " s, and " + queued()
						+ " tasks wait";
				help(() -> logger.warn(text));
			}
		}

		private void help(Runnable action) {
			try {
				GrowingThreadPool.this.helper.execute(action);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("The application is ending: the threads for {} stay as they are",
						GrowingThreadPool.this.name, ex);
			}
		}

	}

}
