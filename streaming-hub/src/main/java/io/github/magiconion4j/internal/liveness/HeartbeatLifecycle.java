package io.github.magiconion4j.internal.liveness;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * The lifecycle of a connection's heartbeats: started, suspended, resumed, ended.
 * Thread-safe.
 */
abstract class HeartbeatLifecycle extends TimerEntry {

	/** Whether heartbeats are sent. In the order in which they may follow each other. */
	private enum State {

		/** The connection is not ready. Nothing is scheduled. */
		NEW,

		/**
		 * Heartbeats are about to start, for the first time or again. The state of the
		 * timer thread is outdated: it is reset when the first heartbeat is due, which
		 * leads to RUNNING.
		 */
		STARTING,

		/**
		 * Heartbeats are sent. One that is not answered by its deadline leads to
		 * TIMED_OUT.
		 */
		RUNNING,

		/**
		 * No heartbeats, and no deadline, until they are resumed, which leads to
		 * STARTING.
		 */
		SUSPENDED,

		/** The connection has ended, but not by a timeout. Final. */
		STOPPED,

		/** The peer was found dead. Final. */
		TIMED_OUT

	}

	private static final AtomicReferenceFieldUpdater<HeartbeatLifecycle, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(HeartbeatLifecycle.class, State.class, "state");

	private volatile State state = State.NEW;

	/**
	 * When the next heartbeat is due. Used by the timer thread only, once they have
	 * begun.
	 */
	long nextDue;

	/**
	 * The timer.
	 * @return the timer that runs this entry
	 */
	protected abstract HubTimer timer();

	/**
	 * Heartbeats start.
	 * @param again whether they were suspended
	 * @return when the first is due, by the timer's clock
	 */
	protected abstract long begins(boolean again);

	/**
	 * Heartbeats are suspended or have ended.
	 */
	protected abstract void pauses();

	/**
	 * Heartbeats have ended.
	 */
	protected abstract void ends();

	/**
	 * The connection is ready. Called once.
	 */
	public final void start() {
		begin(State.NEW);
	}

	/**
	 * Resumes after {@link #suspend()}. Earlier heartbeats cannot time out any more.
	 */
	public final void resume() {
		begin(State.SUSPENDED);
	}

	private void begin(State from) {
		if (STATE.compareAndSet(this, from, State.STARTING)) {
			this.nextDue = begins(from == State.SUSPENDED);
			timer().schedule(this, this.nextDue);
			if (this.state == State.STOPPED) { // ended at the same time
				timer().cancel(this);
				ends();
			}
		}
	}

	/**
	 * Sends no heartbeats until {@link #resume()}.
	 */
	public final void suspend() {
		end(State.SUSPENDED);
	}

	/**
	 * The connection has ended. Calling it again does nothing.
	 */
	public final void stop() {
		end(State.STOPPED);
	}

	/** Changes to a state without heartbeats, unless a later state was reached. */
	private void end(State to) {
		State from = this.state;
		while (from.compareTo(to) < 0 && !STATE.compareAndSet(this, from, to)) {
			from = this.state;
		}
		if (from == State.STARTING || from == State.RUNNING) {
			timer().cancel(this);
			pauses();
			if (isRunning()) { // resumed at the same time, and the cancellation hit the
								// new schedule
				timer().schedule(this, timer().now());
			}
		}
		if (to == State.STOPPED && from.compareTo(to) < 0) {
			ends();
		}
	}

	/** A heartbeat is due. Returns whether it is the first since they began. */
	final boolean becomesRunning() {
		return STATE.compareAndSet(this, State.STARTING, State.RUNNING);
	}

	/**
	 * The deadline has passed. Returns {@code false} if the heartbeats ended meanwhile.
	 */
	final boolean becomesTimedOut() {
		if (!STATE.compareAndSet(this, State.RUNNING, State.TIMED_OUT)) {
			return false;
		}
		pauses();
		ends();
		return true;
	}

	/**
	 * Whether heartbeats are suspended.
	 * @return {@code true} between {@link #suspend()} and {@link #resume()}
	 */
	public final boolean suspended() {
		return this.state == State.SUSPENDED;
	}

	/**
	 * Whether the peer was found dead.
	 * @return {@code true} from then on
	 */
	public final boolean timedOut() {
		return this.state == State.TIMED_OUT;
	}

	/**
	 * Whether heartbeats are sent.
	 * @return {@code false} before the start, while suspended, and after the end
	 */
	protected final boolean isRunning() {
		State current = this.state;
		return current == State.STARTING || current == State.RUNNING;
	}

}
