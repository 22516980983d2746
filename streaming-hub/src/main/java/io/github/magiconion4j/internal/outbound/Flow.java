package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;

import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * Outbound flow control of a connection, for all messages except heartbeats and what goes
 * before the queue with them. Messages are handed to gRPC until its buffer is full. Then
 * the buffer must drain completely, and further messages follow in bursts of one buffer
 * each, when the {@link WriteScheduler} of the event loop gives the connection its turn.
 */
final class Flow {

	/** Threshold at which gRPC's buffer counts as full: gRPC's own default. */
	private static final int FULL = 32 * 1024;

	/** Threshold at which gRPC is ready only when its buffer is empty. */
	private static final int NOT_EMPTY = 1;

	private static final AtomicReferenceFieldUpdater<Flow, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(Flow.class, State.class, "state");

	private final ServerCall<?, ?> call;

	private final Supplier<WriteScheduler> schedulerOfThread;

	private final ServerOutbound sender;

	private volatile State state = State.FREE;

	private volatile @Nullable WriteScheduler scheduler;

	/**
	 * Estimated time of the event loop that the messages since the last turn cost, in
	 * nanoseconds. Written by the draining thread, and read while no message is sent.
	 */
	private long cost;

	/**
	 * Starts in state FREE.
	 * @param call sends the messages
	 * @param schedulerOfThread returns the write scheduler of the current thread, which
	 * is one of the transport
	 * @param sender starts sending when it is this connection's turn
	 */
	Flow(ServerCall<?, ?> call, Supplier<WriteScheduler> schedulerOfThread, ServerOutbound sender) {
		this.call = call;
		this.schedulerOfThread = schedulerOfThread;
		this.sender = sender;
	}

	/** Whether the connection waits for its turn. */
	boolean isWaiting() {
		return this.state == State.WAITING;
	}

	/** gRPC is ready again. Called by gRPC, on the transport's thread. */
	void ready() {
		// isReady: gRPC may have called because of the earlier, higher threshold
		if (this.state == State.LEAVING && this.call.isReady()
				&& STATE.compareAndSet(this, State.LEAVING, State.WAITING)) {
			WriteScheduler before = this.scheduler;
			WriteScheduler now = this.schedulerOfThread.get();
			this.scheduler = now;
			if (before != null) { // not always the same scheduler: gRPC may use another
									// executor than ours
				before.leave(this);
			}
			now.await(this);
		}
	}

	/**
	 * It is this connection's turn.
	 * @return {@code false} if it has nothing to send, so that the next connection can
	 * have the turn
	 */
	boolean takeTurn() {
		return STATE.compareAndSet(this, State.WAITING, State.TURN) && this.sender.startSending();
	}

	/** Returns and resets the cost of the messages since the last turn. */
	long takeCost() {
		long taken = this.cost;
		this.cost = 0;
		return taken;
	}

	// Called only by the draining thread, which alone sets the threshold:

	/** A message is handed to gRPC. */
	void sending(int length) {
		this.cost += WriteScheduler.cost(length);
	}

	/** Whether messages may be handed to gRPC now, if it is ready. */
	boolean isFree() {
		State now = this.state;
		if (now == State.TURN) {
			this.state = State.FREE;
			this.call.setOnReadyThreshold(FULL);
		}
		return now == State.FREE || now == State.TURN;
	}

	/** gRPC's buffer is full. */
	void full() {
		if (STATE.compareAndSet(this, State.FREE, State.LEAVING)) {
			this.call.setOnReadyThreshold(NOT_EMPTY);
			// gRPC calls ready() when its buffer becomes empty, but not if it was empty
			// already
			if (this.call.isReady()) {
				STATE.compareAndSet(this, State.LEAVING, State.TURN);
			}
		}
	}

	/** The queue is empty, or nothing can be sent any more. */
	void done() {
		// Messages that were sent one by one are no burst, but those still in gRPC's
		// buffer may be part of one.
		this.cost = Math.min(this.cost, WriteScheduler.AHEAD_NANOS);
		WriteScheduler used = this.scheduler;
		if (used != null) {
			this.scheduler = null;
			used.leave(this);
		}
	}

	private enum State {

		/** Messages are handed to gRPC until its buffer is full. */
		FREE,

		/** Messages wait until gRPC's buffer is empty. */
		LEAVING,

		/** Messages wait for this connection's turn. */
		WAITING,

		/** It is this connection's turn; no message has been sent yet. */
		TURN

	}

}
