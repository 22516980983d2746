package io.github.magiconion4j.server;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.outbound.ServerOutbound;
import io.github.magiconion4j.internal.threads.HandOver;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ends: the one place that knows how far its end has come, the reason,
 * the status for the client, and how long each step may take.
 * <p>
 * States only ever go forward. The first to decide on an end gives the reason and the
 * status. Nothing waits for gRPC: closing a call towards a peer that does not read
 * completes only when the transport dies. So whatever a step waits for has a grace
 * period, and at the end of the last one the stream is reset, which frees its buffers.
 * Thread-safe.
 */
final class Termination extends TimerEntry {

	static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final Step START = new Step(State.OPEN, null, null, 0);

	private final HubTimer timer;

	private final Executor executor;

	private final ServerOutbound outbound;

	private final HubStream stream;

	private final AtomicInteger unreleased;

	private final Consumer<DisconnectReason> listener;

	private final AtomicReference<Step> step = new AtomicReference<>(START);

	/**
	 * Makes the end of a connection that is open.
	 * @param timer measures grace periods
	 * @param executor acts at the end of a grace period
	 * @param outbound sends what is queued, and closes the call
	 * @param stream is reset when gRPC does not let go of it
	 * @param unreleased counts the connections that have ended but are not released
	 * @param listener called once, by whoever decides on the end, after that
	 */
	Termination(HubTimer timer, Executor executor, ServerOutbound outbound, HubStream stream, AtomicInteger unreleased,
			Consumer<DisconnectReason> listener) {
		this.timer = timer;
		this.executor = executor;
		this.outbound = outbound;
		this.stream = stream;
		this.unreleased = unreleased;
		this.listener = listener;
	}

	/** Why the connection has ended; {@code null} if it has not. */
	@Nullable DisconnectReason reason() {
		return this.step.get().reason;
	}

	boolean hasEnded() {
		return reason() != null;
	}

	State state() {
		return this.step.get().state;
	}

	/** The client sends no more: it is answered for as long as the grace period lasts. */
	void halfClose() {
		Step next = new Step(State.HALF_CLOSED, null, null, graceEnd());
		if (this.step.compareAndSet(START, next)) {
			this.timer.schedule(this, next.until);
		}
	}

	/** The server does not take the connection, or keeps it no longer. */
	void refuse(DisconnectReason reason) {
		Status status = (reason.type() == DisconnectReason.Type.TOO_MANY_CONNECTIONS) ? Status.RESOURCE_EXHAUSTED
				: Status.UNAVAILABLE;
		drain(reason, status.withDescription(reason.detail()));
	}

	/** What the client is told; no text with code 0. */
	static Status status(int code, String description) {
		Status status = Status.fromCodeValue(code);
		return status.isOk() ? status : status.withDescription(description);
	}

	/**
	 * Ends the connection when what is queued was sent.
	 * @return whether this decided on the end
	 */
	boolean drain(DisconnectReason reason, Status status) {
		if (!decide(State.DRAINING, reason, status)) {
			return false;
		}
		this.outbound.finish(status);
		return true;
	}

	/**
	 * Ends the connection, and drops what is queued.
	 * @param status what the client is told; {@code null} if nothing can be sent to it
	 * @return whether this decided on the end
	 */
	boolean close(DisconnectReason reason, @Nullable Status status) {
		if (!decide(State.CLOSING, reason, status)) {
			return false;
		}
		if (status != null) {
			this.outbound.close(status);
		}
		else {
			this.outbound.abandon();
		}
		return true;
	}

	/** The call was closed: gRPC has all that was to be sent. */
	void callClosed() {
		Step before = this.step.get();
		if (before.state == State.DRAINING) {
			advance(before, new Step(State.CLOSING, before.reason, before.status, graceEnd()));
		}
	}

	/**
	 * gRPC has let go of the stream.
	 * @param reason why the connection ended, if nobody has decided on its end before
	 */
	void released(DisconnectReason reason) {
		Step before = this.step.get();
		while (before.state != State.RELEASED) {
			Step next = new Step(State.RELEASED, (before.reason != null) ? before.reason : reason, before.status, 0);
			if (this.step.compareAndSet(before, next)) {
				this.timer.cancel(this);
				if (before.reason != null) {
					this.unreleased.decrementAndGet();
				}
				else {
					this.listener.accept(reason);
				}
				break;
			}
			before = this.step.get();
		}
		this.outbound.abandon();
	}

	private boolean decide(State state, DisconnectReason reason, @Nullable Status status) {
		Step before = this.step.get();
		while (before.reason == null) {
			// The answers to a client that sends no more share its grace period.
			boolean shared = before.state == State.HALF_CLOSED && state == State.DRAINING;
			Step next = new Step(state, reason, status, shared ? before.until : graceEnd());
			this.unreleased.incrementAndGet();
			if (advance(before, next)) {
				this.listener.accept(reason);
				return true;
			}
			this.unreleased.decrementAndGet();
			before = this.step.get();
		}
		return false;
	}

	private boolean advance(Step before, Step next) {
		boolean advanced = this.step.compareAndSet(before, next);
		if (advanced) {
			this.timer.schedule(this, next.until);
		}
		return advanced;
	}

	private long graceEnd() {
		return this.timer.now() + GRACE_NANOS;
	}

	/** The timer's thread only hands over: what follows may run interceptors. */
	@Override
	protected long run(long now) {
		Step current = this.step.get();
		if (current.state == State.OPEN || current.state == State.RELEASED) {
			return NEVER;
		}
		if (now - current.until < 0) { // of the next step, which was scheduled just now
			return current.until;
		}
		HandOver.of(this.executor, this.timer, () -> graceIsOver(current));
		return NEVER;
	}

	private void graceIsOver(Step current) {
		Status status = current.status;
		switch (current.state) {
			case HALF_CLOSED -> close(CallEnd.CLIENT_CLOSED, Status.OK);
			case DRAINING -> {
				if (status != null && advance(current, new Step(State.CLOSING, current.reason, status, graceEnd()))) {
					this.outbound.close(status);
				}
			}
			case CLOSING -> this.stream.reset();
			default -> {
			}
		}
	}

	/**
	 * How far the end of a connection has come.
	 */
	enum State {

		/** It has not ended: both sides may send. */
		OPEN,

		/**
		 * The client sends no more. The calls that it made before are run and answered.
		 */
		HALF_CLOSED,

		/** The end is decided. What was queued before is still sent, nothing new. */
		DRAINING,

		/** Nothing is sent any more. gRPC has not let go of the stream yet. */
		CLOSING,

		/** gRPC has let go of the stream: nothing is kept of it. */
		RELEASED

	}

	/**
	 * A state, and what was decided until then.
	 *
	 * @param state the state
	 * @param reason why the connection ends; {@code null} before that is decided
	 * @param status what the client is told; {@code null} for nothing
	 * @param until when the grace period of this state ends, by the timer's clock
	 */
	private record Step(State state, @Nullable DisconnectReason reason, @Nullable Status status, long until) {

	}

}
