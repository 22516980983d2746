package io.github.magiconion4j.internal.liveness;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;

/**
 * From when on and until when a connection has heartbeats. Thread-safe.
 */
abstract class HeartbeatLifecycle extends TimerEntry {

	/** Whether heartbeats are sent. In the order in which they may follow each other. */
	private enum State {

		/** The connection is not ready. Nothing is scheduled. */
		NEW,

		/**
		 * Heartbeats begin, for the first time or again. What the timer's thread knows is
		 * of before: when the first heartbeat is due it forgets that and goes on to
		 * RUNNING.
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

		/** The connection has ended, for another reason than this one. Final. */
		STOPPED,

		/** The peer was found dead. Final. */
		TIMED_OUT

	}

	private static final AtomicReferenceFieldUpdater<HeartbeatLifecycle, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(HeartbeatLifecycle.class, State.class, "state");

	private volatile State state = State.NEW;

	/** When the next heartbeat is due. Of the timer's thread, once they have begun. */
	long nextDue;

	/**
	 * The timer.
	 * @return what runs this
	 */
	protected abstract HubTimer timer();

	/**
	 * Heartbeats begin.
	 * @param again whether they were suspended
	 * @return when the first is due, by the timer's clock
	 */
	protected abstract long begins(boolean again);

	/**
	 * No heartbeats are sent any more, for now or for good.
	 */
	protected abstract void pauses();

	/**
	 * No heartbeats are ever sent any more.
	 */
	protected abstract void ends();

	/**
	 * The connection is ready. Called once.
	 */
	public final void start() {
		begin(State.NEW);
	}

	/**
	 * Goes on after {@link #suspend()}; nothing of before counts against the peer.
	 */
	public final void resume() {
		begin(State.SUSPENDED);
	}

	private void begin(State from) {
		if (STATE.compareAndSet(this, from, State.STARTING)) {
			this.nextDue = begins(from == State.SUSPENDED);
			timer().schedule(this, this.nextDue);
			if (this.state == State.STOPPED) { // meanwhile: nothing of it is kept
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

	/** To a state without heartbeats, if it has not come to a later one yet. */
	private void end(State to) {
		State from = this.state;
		while (from.compareTo(to) < 0 && !STATE.compareAndSet(this, from, to)) {
			from = this.state;
		}
		if (from == State.STARTING || from == State.RUNNING) {
			timer().cancel(this);
			pauses();
			if (isRunning()) { // resumed meanwhile, and what was cancelled was that
				timer().schedule(this, timer().now());
			}
		}
		if (to == State.STOPPED && from.compareTo(to) < 0) {
			ends();
		}
	}

	/** The first heartbeat is due. Whether it is the first since they began. */
	final boolean becomesRunning() {
		return STATE.compareAndSet(this, State.STARTING, State.RUNNING);
	}

	/** The deadline is over. Whether the heartbeats have not ended meanwhile. */
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
