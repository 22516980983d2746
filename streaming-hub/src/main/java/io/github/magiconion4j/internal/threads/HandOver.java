package io.github.magiconion4j.internal.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * Hands a task to an executor for tasks that must run, but not on the current thread. A
 * pool may be full only temporarily: if it rejects the task, the timer retries until it
 * is accepted or the timer is closed.
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
	 * Hands over a task. Any thread may call this, including the timer's.
	 * @param executor runs the task
	 * @param timer retries
	 * @param task the task
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
