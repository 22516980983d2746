package io.github.magiconion4j.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.stream.CallEnd;
import io.github.magiconion4j.internal.threads.HandOver;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The termination state machine of a connection. It owns the state, the reason, the
 * status for the client, and the grace period of each step.
 * <p>
 * States only move forward. The first decision to end the connection sets the reason and
 * the status. Nothing waits for gRPC without a limit: closing a call to a peer that does
 * not read completes only when the transport dies. So each step has a grace period, and
 * at the end of the last one the stream is reset, which frees its buffers. Thread-safe.
 */
final class Termination extends TimerEntry {

	static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final Step START = new Step(State.OPEN, null, null, 0);

	private static final AtomicReferenceFieldUpdater<Termination, Step> STEP = AtomicReferenceFieldUpdater
		.newUpdater(Termination.class, Step.class, "step");

	private final ConnectionParts parts;

	private volatile Step step = START;

	/** Creates the state machine of an open connection. */
	Termination(ConnectionParts parts) {
		this.parts = parts;
	}

	/** The reason of the end; {@code null} while the connection is open. */
	@Nullable DisconnectReason reason() {
		return this.step.reason;
	}

	boolean hasEnded() {
		return reason() != null;
	}

	State state() {
		return this.step.state;
	}

	/**
	 * The client has half-closed: its earlier calls are still answered during the grace
	 * period.
	 */
	void halfClose() {
		Step next = new Step(State.HALF_CLOSED, null, null, graceEnd());
		if (STEP.compareAndSet(this, START, next)) {
			timer().schedule(this, next.until);
		}
	}

	/** The server does not accept the connection, or is shutting down. */
	void refuse(DisconnectReason reason) {
		Status status = (reason.type() == DisconnectReason.Type.TOO_MANY_CONNECTIONS) ? Status.RESOURCE_EXHAUSTED
				: Status.UNAVAILABLE;
		drain(reason, status.withDescription(reason.detail()));
	}

	/** The status for the client; code 0 (OK) carries no text. */
	static Status status(int code, String description) {
		Status status = Status.fromCodeValue(code);
		return status.isOk() ? status : status.withDescription(description);
	}

	/**
	 * Ends the connection after the outbound queue has been sent.
	 * @return {@code false} if the end was decided before
	 */
	boolean drain(DisconnectReason reason, Status status) {
		if (!decide(State.DRAINING, reason, status)) {
			return false;
		}
		this.parts.outbound.finish(status);
		return true;
	}

	/**
	 * Ends the connection, and drops the outbound queue.
	 * @param status the status for the client; {@code null} if nothing can be sent to it
	 * @return {@code false} if the end was decided before
	 */
	boolean close(DisconnectReason reason, @Nullable Status status) {
		if (!decide(State.CLOSING, reason, status)) {
			return false;
		}
		if (status != null) {
			this.parts.outbound.close(status);
		}
		else {
			this.parts.outbound.abandon();
		}
		return true;
	}

	/** The call was closed: everything has been handed to gRPC. */
	void callClosed() {
		Step before = this.step;
		if (before.state == State.DRAINING) {
			advance(before, new Step(State.CLOSING, before.reason, before.status, graceEnd()));
		}
	}

	/**
	 * gRPC has released the stream.
	 * @param reason the reason of the end, if it has not been decided before
	 */
	void released(DisconnectReason reason) {
		Step before = this.step;
		while (before.state != State.RELEASED) {
			Step next = new Step(State.RELEASED, (before.reason != null) ? before.reason : reason, before.status, 0);
			if (STEP.compareAndSet(this, before, next)) {
				timer().cancel(this);
				if (before.reason != null) {
					this.parts.service.unreleased().decrementAndGet();
				}
				else {
					this.parts.ended(reason);
				}
				break;
			}
			before = this.step;
		}
		this.parts.outbound.abandon();
	}

	private boolean decide(State state, DisconnectReason reason, @Nullable Status status) {
		Step before = this.step;
		while (before.reason == null) {
			// Draining after a half-close shares the grace period of the half-close.
			boolean shared = before.state == State.HALF_CLOSED && state == State.DRAINING;
			Step next = new Step(state, reason, status, shared ? before.until : graceEnd());
			this.parts.service.unreleased().incrementAndGet();
			if (advance(before, next)) {
				this.parts.ended(reason);
				return true;
			}
			this.parts.service.unreleased().decrementAndGet();
			before = this.step;
		}
		return false;
	}

	private boolean advance(Step before, Step next) {
		boolean advanced = STEP.compareAndSet(this, before, next);
		if (advanced) {
			timer().schedule(this, next.until);
		}
		return advanced;
	}

	private HubTimer timer() {
		return this.parts.service.core().timer();
	}

	private long graceEnd() {
		return timer().now() + GRACE_NANOS;
	}

	/**
	 * Only hands over to the executor: closing a call may run interceptors, which must
	 * not block the timer's thread.
	 */
	@Override
	protected long run(long now) {
		Step current = this.step;
		if (current.state == State.OPEN || current.state == State.RELEASED) {
			return NEVER;
		}
		if (now - current.until < 0) { // a new step has been scheduled in the meantime
			return current.until;
		}
		HandOver.of(this.parts.service.core().executors().sending(), timer(), () -> graceIsOver(current));
		return NEVER;
	}

	private void graceIsOver(Step current) {
		Status status = current.status;
		switch (current.state) {
			case HALF_CLOSED -> close(CallEnd.CLIENT_CLOSED, Status.OK);
			case DRAINING -> {
				if (status != null && advance(current, new Step(State.CLOSING, current.reason, status, graceEnd()))) {
					this.parts.outbound.close(status);
				}
			}
			case CLOSING -> this.parts.stream.reset();
			default -> {
			}
		}
	}

	/**
	 * The states of a connection's end.
	 */
	enum State {

		/** Both sides may send. */
		OPEN,

		/**
		 * The client has half-closed. The calls that it made before are run and answered.
		 */
		HALF_CLOSED,

		/**
		 * The end is decided. The outbound queue is still sent; new messages are not
		 * accepted.
		 */
		DRAINING,

		/** Nothing is sent any more. gRPC has not released the stream yet. */
		CLOSING,

		/** gRPC has released the stream and its buffers. */
		RELEASED

	}

	/**
	 * A state, and the decisions made so far.
	 *
	 * @param state the state
	 * @param reason why the connection ends; {@code null} before the end is decided
	 * @param status the status for the client; {@code null} if none can be sent
	 * @param until the end of this state's grace period, by the timer's clock
	 */
	private record Step(State state, @Nullable DisconnectReason reason, @Nullable Status status, long until) {

	}

}
