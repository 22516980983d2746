package io.github.magiconion4j.client;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection has come: the one place that knows its state, why it ends, and how
 * long connecting and closing may take. States only ever go forward, and the first to
 * decide on a step is told so. Nothing waits for gRPC to agree. Thread-safe.
 */
final class Lifecycle extends TimerEntry {

	private static final DisconnectReason CLOSED_BY_CLIENT = DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED,
			"the client closed the connection");

	private final ClientRuntime runtime;

	private final Consumer<State> overdue;

	private final AtomicReference<Step> step;

	/**
	 * Makes a connection that is not accepted yet.
	 * @param runtime measures how long a state may last
	 * @param connectNanos how long connecting may take, from {@link #begin()} on
	 * @param overdue told which state has lasted too long, on a sending thread
	 */
	Lifecycle(ClientRuntime runtime, long connectNanos, Consumer<State> overdue) {
		this.runtime = runtime;
		this.overdue = overdue;
		this.step = new AtomicReference<>(new Step(State.CONNECTING, null, runtime.timer().now() + connectNanos));
	}

	State state() {
		return this.step.get().state;
	}

	/** Why nothing can be called any more; {@code null} while it can. */
	@Nullable DisconnectReason reason() {
		return this.step.get().reason;
	}

	/** Whether messages of the server count. */
	boolean isOpen() {
		State now = state();
		return now == State.OPEN || now == State.CLOSING;
	}

	/** The call is about to be started. */
	void begin() {
		schedule();
	}

	/**
	 * The server has accepted.
	 * @return whether it counts: the connection is open now, and was not before
	 */
	boolean open() {
		return advance(State.CONNECTING, new Step(State.OPEN, null, 0));
	}

	/**
	 * The connection does not come to be.
	 * @return whether this decided on it
	 */
	boolean refuse(DisconnectReason reason) {
		return advance(State.CONNECTING, new Step(State.ENDED, reason, 0));
	}

	/**
	 * The user closes the connection.
	 * @param nanos how long that may take
	 * @return whether this decided on it
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
	 * An event ends the connection, if it is open.
	 * @return why it has ended; {@code null} if this did not end it
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

	/** A connection that is closing ends as it was to, whatever ends it. */
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
			this.runtime.timer().cancel(this); // it went on before it was scheduled
		}
	}

	@Override
	protected long run(long now) {
		Step current = this.step.get();
		if (!current.isLimited()) {
			return NEVER;
		}
		if (now - current.until < 0) { // of the next state, which was scheduled just now
			return current.until;
		}
		this.runtime.execute(() -> this.overdue.accept(current.state));
		return NEVER;
	}

	/**
	 * How far a connection has come.
	 */
	enum State {

		/** The call has begun, the server has not accepted yet. */
		CONNECTING,

		/** The server has accepted: its headers came. */
		OPEN,

		/** The user closes it: what was called is sent, nothing more can be called. */
		CLOSING,

		/** It is over, or never came to be. */
		ENDED

	}

	/**
	 * A state, and what was decided until then.
	 *
	 * @param state the state
	 * @param reason why nothing can be called any more; {@code null} while it can
	 * @param until how long a state that is limited may last, by the timer's clock
	 */
	private record Step(State state, @Nullable DisconnectReason reason, long until) {

		boolean isLimited() {
			return this.state == State.CONNECTING || this.state == State.CLOSING;
		}

	}

}
