package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of a connection other than heartbeats go to gRPC: freely, until it has
 * as much as it takes. What it has then leaves first, to the last byte, and what more
 * there is goes in such bursts, when the {@link WriteScheduler} of the event loop lets
 * it.
 */
final class Flow {

	/** gRPC takes no more while it has this much to send; it is gRPC's own default. */
	private static final int FULL = 32 * 1024;

	/** gRPC takes nothing while it has anything to send. */
	private static final int NOT_EMPTY = 1;

	private final ServerCall<?, ?> call;

	private final Supplier<WriteScheduler> schedulerOfThread;

	private final BooleanSupplier sender;

	private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

	private volatile @Nullable WriteScheduler scheduler;

	/**
	 * What the messages since the last turn take of the loop's time. Written by the one
	 * at work, and taken while none is sent.
	 */
	private long cost;

	/**
	 * Begins freely.
	 * @param call the way out
	 * @param schedulerOfThread gives the scheduler of the transport's thread that asks
	 * @param sender called when it is this connection's turn, must not block; sees to it
	 * that messages are sent, or tells that there are none
	 */
	Flow(ServerCall<?, ?> call, Supplier<WriteScheduler> schedulerOfThread, BooleanSupplier sender) {
		this.call = call;
		this.schedulerOfThread = schedulerOfThread;
		this.sender = sender;
	}

	/** Whether it has to wait for its turn. */
	boolean isWaiting() {
		return this.state.get() == State.WAITING;
	}

	/** gRPC can take messages again. Called by gRPC, on the transport's thread. */
	void ready() {
		// isReady: or it was called because of less than all that it had
		if (this.state.get() == State.LEAVING && this.call.isReady()
				&& this.state.compareAndSet(State.LEAVING, State.WAITING)) {
			WriteScheduler before = this.scheduler;
			WriteScheduler now = this.schedulerOfThread.get();
			this.scheduler = now;
			if (before != null) { // not always the same: others than our executor may
									// call
				before.leave(this);
			}
			now.await(this);
		}
	}

	/**
	 * It is this connection's turn.
	 * @return whether it makes use of it; else another can have it
	 */
	boolean takeTurn() {
		return this.state.compareAndSet(State.WAITING, State.TURN) && this.sender.getAsBoolean();
	}

	/** What its messages since the last turn take of the loop's time. */
	long takeCost() {
		long taken = this.cost;
		this.cost = 0;
		return taken;
	}

	// By the one at work, who alone sets the threshold:

	/** A message goes to gRPC. */
	void sending(int length) {
		this.cost += WriteScheduler.cost(length);
	}

	/** Whether messages go to gRPC now, if it takes any. */
	boolean isFree() {
		State now = this.state.get();
		if (now == State.TURN) {
			this.state.set(State.FREE);
			this.call.setOnReadyThreshold(FULL);
		}
		return now == State.FREE || now == State.TURN;
	}

	/** gRPC takes nothing. */
	void full() {
		if (this.state.compareAndSet(State.FREE, State.LEAVING)) {
			this.call.setOnReadyThreshold(NOT_EMPTY);
			// it calls when it has nothing left, but not if it had nothing left before
			if (this.call.isReady()) {
				this.state.compareAndSet(State.LEAVING, State.TURN);
			}
		}
	}

	/** There are no messages, or none can be sent any more. */
	void done() {
		// what has trickled away is no burst, but what gRPC has yet may be a part of one
		this.cost = Math.min(this.cost, WriteScheduler.AHEAD_NANOS);
		WriteScheduler used = this.scheduler;
		if (used != null) {
			this.scheduler = null;
			used.leave(this);
		}
	}

	private enum State {

		/** Messages go to gRPC, until it is full. */
		FREE,

		/** None goes: what gRPC has is to leave first. */
		LEAVING,

		/** None goes: others have their turn. */
		WAITING,

		/** It is its turn, which nobody has begun to use. */
		TURN

	}

}
