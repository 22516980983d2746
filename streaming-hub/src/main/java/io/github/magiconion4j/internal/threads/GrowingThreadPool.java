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
 * A thread pool for tasks that may block. It starts with a few threads, for which tasks
 * wait in a queue. A task that has waited for 20 ms shows that the threads are blocked:
 * the pool grows by half, and again, until no task waits or the maximum is reached. So
 * tasks that only compute share few threads; on many threads they would cost about 50 %
 * more. Threads that are idle for a minute end.
 * <p>
 * While tasks wait and the pool has its maximum size, a warning is logged, after one
 * second and then once a minute. Thread-safe.
 */
public final class GrowingThreadPool implements Executor, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GrowingThreadPool.class);

	private static final long KEEP_ALIVE_SECONDS = 60;

	private static final long CLOSE_SECONDS = 5;

	/** The waiting time of a task after which the pool grows. */
	private static final long BLOCKED = TimeUnit.MILLISECONDS.toNanos(20);

	/** The waiting time of a task after which a warning is logged. */
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
	 * @param name the name in log lines
	 * @param initial the number of threads before tasks wait, at least 1
	 * @param maximum the most threads, at least 1
	 * @param factory creates threads
	 * @param timer checks whether tasks wait
	 * @param helper creates further threads and writes log lines, because the timer's
	 * thread must not block
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
	 * Runs a task as soon as a thread is available.
	 * @param task the task
	 * @throws RejectedExecutionException if the pool is closed
	 * @throws OutOfMemoryError if the pool has no thread, and none can be created
	 */
	@Override
	public void execute(Runnable task) {
		try {
			this.threads.execute(task);
		}
		catch (Error ex) { // no further thread can be created
			if (!PatientExecutor.isQueued(this.threads, task, ex)) {
				throw ex;
			}
		}
	}

	/**
	 * The number of threads that are running a task.
	 * @return a number from 0 to {@link #maximum()}
	 */
	public int busy() {
		return this.threads.getActiveCount();
	}

	/**
	 * The maximum number of threads.
	 * @return the number, at least 1
	 */
	public int maximum() {
		return this.threads.getMaximumPoolSize();
	}

	/**
	 * The number of tasks that wait for a thread.
	 * @return the number
	 */
	public int queued() {
		return this.queue.size();
	}

	/**
	 * How long the oldest task has waited for a thread.
	 * @return nanoseconds; 0 if no task waits
	 */
	public long waitedNanos() {
		return (this.queue.peek() instanceof Waiting next) ? Math.max(1, this.timer.now() - next.since()) : 0;
	}

	/**
	 * Accepts no more tasks. Accepted tasks have 5 seconds before their threads are
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

	/** Accepts no more tasks, and interrupts the threads of running ones. */
	public void shutdownNow() {
		shutdown();
		this.threads.shutdownNow();
	}

	/** Accepts no more tasks. */
	public void shutdown() {
		this.timer.cancel(this.watch);
		this.threads.shutdown();
	}

	/** Records since when each task waits, and starts the watch. */
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
	 * A waiting task.
	 *
	 * @param task the task
	 * @param since since when it waits, by the timer's clock
	 */
	private record Waiting(Runnable task, long since) implements Runnable {

		@Override
		public void run() {
			this.task.run();
		}

	}

	/** Checks how long tasks have waited, while any task waits. */
	private final class Watch extends TimerEntry {

		private final AtomicBoolean begun = new AtomicBoolean();

		/** When the next warning may be logged. Used by the timer's thread only. */
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
				resize(GrowingThreadPool.this.initial); // threads above this size end
														// when idle
			}
			else if (size == maximum()) {
				tell(now, waited);
			}
			// A pause of the process does not count: no thread could take the task.
			else if (waited - GrowingThreadPool.this.timer.pausedSince(now - waited) >= BLOCKED) {
				grow(size);
			}
			this.begun.set(waited > 0);
			// A task may have been queued just now, while the watch still looked active
			// to it.
			boolean waits = waited > 0 || (queued() > 0 && this.begun.compareAndSet(false, true));
			return waits ? now + BLOCKED : NEVER;
		}

		private void grow(int size) {
			if (size >= GrowingThreadPool.this.threads.getCorePoolSize()) {
				resize(Math.min(maximum(), size + Math.max(1, size / 2)));
			}
			else { // a thread could not be created before
				help(GrowingThreadPool.this.threads::prestartCoreThread);
			}
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
						+ " tasks are waiting";
				help(() -> logger.warn(text));
			}
		}

		private void help(Runnable action) {
			try {
				GrowingThreadPool.this.helper.execute(action);
			}
			catch (RuntimeException | Error ex) {
				// The application is shutting down, or can have no more threads at the
				// moment. While tasks wait, the watch tries again.
				logger.debug("The number of threads for {} stays as it is", GrowingThreadPool.this.name, ex);
			}
		}

	}

}
