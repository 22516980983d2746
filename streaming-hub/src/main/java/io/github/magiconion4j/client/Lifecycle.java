package io.github.magiconion4j.client;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a client connection. It owns the state, the reason of the end, and
 * the timeouts of connecting and closing. States only move forward, and a method returns
 * whether its call made the transition. Nothing waits for gRPC to confirm. Thread-safe.
 */
final class Lifecycle extends TimerEntry {

	private static final DisconnectReason CLOSED_BY_CLIENT = DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED,
			"the client closed the connection");

	private final ClientRuntime runtime;

	private final Consumer<State> overdue;

	private final AtomicReference<Step> step;

	/**
	 * Creates the state machine of a connection that is not accepted yet.
	 * @param runtime has the timer that enforces timeouts
	 * @param connectNanos how long connecting may take, from now on
	 * @param overdue called with the state that has timed out, on a sending thread
	 */
	Lifecycle(ClientRuntime runtime, long connectNanos, Consumer<State> overdue) {
		this.runtime = runtime;
		this.overdue = overdue;
		this.step = new AtomicReference<>(new Step(State.CONNECTING, null, runtime.timer().now() + connectNanos));
	}

	State state() {
		return this.step.get().state;
	}

	/** Why calls fail; {@code null} while they are possible. */
	@Nullable DisconnectReason reason() {
		return this.step.get().reason;
	}

	/** Whether the server's messages are processed. */
	boolean isOpen() {
		State now = state();
		return now == State.OPEN || now == State.CLOSING;
	}

	/** The call is about to be started. */
	void begin() {
		schedule();
	}

	/**
	 * The server has accepted the connection.
	 * @return whether this call opened the connection
	 */
	boolean open() {
		return advance(State.CONNECTING, new Step(State.OPEN, null, 0));
	}

	/**
	 * The connection attempt has failed.
	 * @return whether this call made the transition
	 */
	boolean refuse(DisconnectReason reason) {
		return advance(State.CONNECTING, new Step(State.ENDED, reason, 0));
	}

	/**
	 * The application closes the connection.
	 * @param nanos how long closing may take
	 * @return whether this call made the transition
	 */
	boolean close(long nanos) {
		boolean closing = advance(State.OPEN,
				new Step(State.CLOSING, CLOSED_BY_CLIENT, this.runtime.timer().now() + nanos));
		if (closing) {
			schedule();
		}
		return closing;
	}

	/**
	 * Ends the connection, if it is open or closing.
	 * @return the reason of the end; {@code null} if this call did not end it
	 */
	@Nullable DisconnectReason end(DisconnectReason event) {
		Step before = this.step.get();
		while (before.state == State.OPEN || before.state == State.CLOSING) {
			DisconnectReason reason = (before.reason != null) ? addTo(before.reason, event) : event;
			if (advance(before, new Step(State.ENDED, reason, 0))) {
				return reason;
			}
			before = this.step.get();
		}
		return null;
	}

	/**
	 * A closing connection keeps its reason, with the text of what ended it, unless the
	 * server ended it as expected.
	 */
	private static DisconnectReason addTo(DisconnectReason known, DisconnectReason event) {
		return (event.type() == DisconnectReason.Type.SERVER_CLOSED) ? known
				: new DisconnectReason(known.type(), known.detail() + ", then: " + event.detail(), event.cause());
	}

	private boolean advance(State expected, Step next) {
		Step before = this.step.get();
		return before.state == expected && advance(before, next);
	}

	private boolean advance(Step before, Step next) {
		boolean advanced = this.step.compareAndSet(before, next);
		if (advanced) {
			this.runtime.timer().cancel(this);
		}
		return advanced;
	}

	private void schedule() {
		this.runtime.timer().schedule(this, this.step.get().until);
		if (!this.step.get().isLimited()) {
			this.runtime.timer().cancel(this); // the state changed before it was
												// scheduled
		}
	}

	@Override
	protected long run(long now) {
		Step current = this.step.get();
		if (!current.isLimited()) {
			return NEVER;
		}
		if (now - current.until < 0) { // a new state has been scheduled in the meantime
			return current.until;
		}
		this.runtime.execute(() -> this.overdue.accept(current.state));
		return NEVER;
	}

	/**
	 * The states of a client connection.
	 */
	enum State {

		/** The call has started; the server has not accepted it yet. */
		CONNECTING,

		/** The server has accepted: its headers have arrived. */
		OPEN,

		/** The application closes it: earlier calls are still sent, new ones fail. */
		CLOSING,

		/** The connection has ended, or the attempt has failed. */
		ENDED

	}

	/**
	 * A state, and the decisions made so far.
	 *
	 * @param state the state
	 * @param reason why calls fail; {@code null} while they are possible
	 * @param until the deadline of a state with a timeout, by the timer's clock
	 */
	private record Step(State state, @Nullable DisconnectReason reason, long until) {

		boolean isLimited() {
			return this.state == State.CONNECTING || this.state == State.CLOSING;
		}

	}

}
