package io.github.magiconion4j.internal.timer;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a timer. If the process can have no more threads when it is started, it
 * is started on demand.
 */
final class TimerThread {

	private static final Logger logger = LoggerFactory.getLogger(TimerThread.class);

	private final ThreadFactory factory;

	private final OncePerMinute failures;

	/** Whether the next request starts the thread. */
	private volatile boolean onDemand;

	private volatile @Nullable Thread thread;

	TimerThread(ThreadFactory factory, LongSupplier clock) {
		this.factory = factory;
		this.failures = new OncePerMinute(clock);
	}

	/** A daemon. */
	static Thread daemon(Runnable loop) {
		Thread created = new Thread(loop, "streaming-hub-timer");
		created.setDaemon(true);
		return created;
	}

	boolean isOnDemand() {
		return this.onDemand;
	}

	void startOnDemand() {
		this.onDemand = true;
	}

	boolean isStarted() {
		return this.thread != null;
	}

	/** Starts the thread. Called by one thread at a time, until it has been started. */
	void start(Runnable loop) {
		// First: who does not see it any more wakes the thread, or has made its request
		// before the thread looks for requests.
		this.onDemand = false;
		try {
			Thread created = this.factory.newThread(loop);
			this.thread = created;
			created.start();
		}
		catch (Error ex) {
			this.thread = null;
			this.onDemand = true;
			long count = this.failures.next();
			if (count > 0) {
				logger.error("The timer's thread cannot be started: the next request tries again; "
						+ "{} failures since the last such line", count, ex);
			}
		}
	}

	void wake() {
		LockSupport.unpark(this.thread);
	}

}
