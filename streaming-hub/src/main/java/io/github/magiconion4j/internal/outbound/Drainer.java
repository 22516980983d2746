package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.github.magiconion4j.internal.threads.SerialExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The drain loop of a connection's outbound queue. A gRPC call allows one caller at a
 * time: any thread may request work here, and one thread at a time does it. The first
 * thread that finds no other at work also does what others request meanwhile, up to a
 * limit. Thread-safe.
 */
abstract class Drainer implements SerialExecutor.Task {

	/**
	 * Units of work, mostly messages, before the thread yields to other connections.
	 */
	private static final int TURN = 128;

	private static final AtomicIntegerFieldUpdater<Drainer> ASKED = AtomicIntegerFieldUpdater.newUpdater(Drainer.class,
			"asked");

	private final Executor executor;

	/** Requests since the drain loop was entered. */
	private volatile int asked;

	/** gRPC is not ready; it calls back when it is. */
	private volatile boolean blocked;

	/**
	 * Creates an idle drain loop.
	 * @param executor continues the loop when a thread yields
	 */
	protected Drainer(Executor executor) {
		this.executor = executor;
	}

	/** Runs the drain loop, as far as gRPC is ready. */
	public final void drain() {
		if (ASKED.getAndIncrement(this) == 0) {
			takeTurn();
		}
	}

	/** Runs the drain loop, among other tasks. */
	@Override
	public final @Nullable CompletionStage<?> run() {
		drain();
		return null;
	}

	/**
	 * Whether gRPC is not ready.
	 * @return {@code true} if nothing can be sent now
	 */
	public final boolean isBlocked() {
		return this.blocked;
	}

	/**
	 * The executor that continues work which the current thread must not do.
	 * @return the executor
	 */
	protected final Executor executor() {
		return this.executor;
	}

	/** gRPC is ready again. */
	protected final void unblock() {
		this.blocked = false;
	}

	/**
	 * Does the work. Called by one thread at a time.
	 * @param turn how many units may be done
	 * @return how many units are left; 0 if there may be more work
	 */
	protected abstract int work(int turn);

	/**
	 * Whether the gRPC call is ready for a message.
	 * @return {@code isReady()} of the call
	 */
	protected abstract boolean isCallReady();

	/**
	 * Called by the draining thread when gRPC is not ready, before it is asked once more.
	 */
	protected void whenFull() {
	}

	/**
	 * Whether a message can be sent now. If not, other threads make no requests until
	 * gRPC is ready, so they do not keep this thread busy.
	 * @return whether gRPC is ready
	 */
	protected final boolean isReady() {
		if (isCallReady()) {
			return true;
		}
		whenFull();
		this.blocked = true;
		if (!isCallReady()) {
			return false;
		}
		this.blocked = false; // gRPC became ready before the flag was visible
		return true;
	}

	private void takeTurn() {
		int left = TURN;
		int done;
		do {
			if (left <= 0) {
				if (handOver()) {
					return;
				}
				left = TURN;
			}
			done = this.asked;
			left = work(left - 1);
		}
		while (left <= 0 || !ASKED.compareAndSet(this, done, 0));
	}

	/**
	 * Continues on the executor, where connections take turns: one that sends much does
	 * not delay the heartbeats of others.
	 */
	private boolean handOver() {
		try {
			this.executor.execute(this::takeTurn);
			return true;
		}
		catch (RejectedExecutionException ex) { // the application is shutting down
			return false;
		}
	}

}
