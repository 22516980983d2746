package io.github.magiconion4j.internal.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Hands a task that must be run, and not on the thread at hand, to an executor. A pool
 * may be full for a moment only: if it rejects the task, it is asked again until it takes
 * it, or the timer is closed.
 */
public final class HandOver extends TimerEntry {

	private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Executor executor;

	private final Runnable task;

	private HandOver(Executor executor, Runnable task) {
		this.executor = executor;
		this.task = task;
	}

	/**
	 * Has a task run. Any thread may call this, the timer's too.
	 * @param executor runs the task
	 * @param timer asks again
	 * @param task what to run
	 */
	public static void of(Executor executor, HubTimer timer, Runnable task) {
		HandOver handOver = new HandOver(executor, task);
		if (!handOver.isTaken()) {
			timer.schedule(handOver, timer.now() + AGAIN_NANOS);
		}
	}

	@Override
	protected long run(long now) {
		return isTaken() ? NEVER : now + AGAIN_NANOS;
	}

	private boolean isTaken() {
		try {
			this.executor.execute(this.task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

}
