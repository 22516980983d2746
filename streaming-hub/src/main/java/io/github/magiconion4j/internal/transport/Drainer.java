package io.github.magiconion4j.internal.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way out of a connection. gRPC's calls allow one caller at a time, so any thread may
 * ask for something here and one of them at a time does it: the first that finds nobody
 * at work, who then also does what others ask for meanwhile, up to a limit. Thread-safe.
 */
public abstract class Drainer {

	/**
	 * So much is done, messages sent above all, before it is another connection's turn.
	 */
	private static final int TURN = 128;

	private final Executor executor;

	/** What was asked for since somebody began to work. */
	private final AtomicInteger asked = new AtomicInteger();

	/** gRPC takes nothing now and will call when it does. */
	private volatile boolean blocked;

	/**
	 * Begins with nothing to do.
	 * @param executor goes on where a thread has done enough
	 */
	protected Drainer(Executor executor) {
		this.executor = executor;
	}

	/** Does what was asked for, as far as gRPC can take it now. */
	public final void drain() {
		if (this.asked.getAndIncrement() == 0) {
			takeTurn();
		}
	}

	/**
	 * Whether gRPC takes nothing now.
	 * @return whether it is of no use to ask for anything to be sent
	 */
	public final boolean isBlocked() {
		return this.blocked;
	}

	/** gRPC can take messages again. */
	protected final void unblock() {
		this.blocked = false;
	}

	/**
	 * Does what was asked for. Called by one thread at a time.
	 * @param turn how much may be done
	 * @return how much of that is left; 0 if there may be more to do
	 */
	protected abstract int work(int turn);

	/**
	 * Whether gRPC's call can take a message now.
	 * @return what the call says
	 */
	protected abstract boolean isCallReady();

	/**
	 * Called when gRPC takes nothing, by the one at work, before it is asked once more.
	 */
	protected void whenFull() {
	}

	/**
	 * Whether a message can be sent now. Others ask for nothing while gRPC is blocked, so
	 * none of them keeps this thread busy in vain.
	 * @return whether gRPC takes it
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
		this.blocked = false; // it called before it could be seen that somebody waits
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
			done = this.asked.get();
			left = work(left - 1);
		}
		while (left <= 0 || !this.asked.compareAndSet(done, 0));
	}

	/**
	 * Lets the sending threads go on, each connection in its turn: whoever asks for much
	 * keeps none of them from the heartbeats of others.
	 */
	private boolean handOver() {
		try {
			this.executor.execute(this::takeTurn);
			return true;
		}
		catch (RejectedExecutionException ex) { // the application is ending
			return false;
		}
	}

}
