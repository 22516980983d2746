package io.github.magiconion4j.server;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of a connection other than heartbeats go to gRPC: freely, until it has
 * as much as it takes. What it has then leaves first, to the last byte, and what more
 * there is goes in such bursts, in turns with other connections that share the
 * transport's thread.
 */
final class Flow {

	/** gRPC takes no more while it has this much to send; it is gRPC's own default. */
	private static final int FULL = 32 * 1024;

	/** gRPC takes nothing while it has anything to send. */
	private static final int NOT_EMPTY = 1;

	private final ServerCall<?, ?> call;

	private final Supplier<SendTurns> turnsOfThread;

	private final BooleanSupplier sender;

	private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

	private volatile @Nullable SendTurns turns;

	/**
	 * Begins freely.
	 * @param call the way out
	 * @param turnsOfThread gives the turns of the transport's thread that asks
	 * @param sender called when it is this connection's turn, must not block; sees to it
	 * that messages are sent, or tells that there are none
	 */
	Flow(ServerCall<?, ?> call, Supplier<SendTurns> turnsOfThread, BooleanSupplier sender) {
		this.call = call;
		this.turnsOfThread = turnsOfThread;
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
			SendTurns before = this.turns;
			SendTurns now = this.turnsOfThread.get();
			this.turns = now;
			now.await(this);
			if (before != null && before != now) { // an executor other than ours calls
				before.leave(this);
			}
		}
	}

	/**
	 * It is this connection's turn.
	 * @return whether it makes use of it; else another can have it
	 */
	boolean takeTurn() {
		return this.state.compareAndSet(State.WAITING, State.TURN) && this.sender.getAsBoolean();
	}

	// By the one at work, who alone sets the threshold:

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
		SendTurns used = this.turns;
		if (used != null) {
			this.turns = null;
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
