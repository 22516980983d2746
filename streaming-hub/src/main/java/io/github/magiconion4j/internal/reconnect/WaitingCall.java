package io.github.magiconion4j.internal.reconnect;

import java.util.function.Consumer;

import io.github.magiconion4j.internal.calls.HubCalls;
import io.github.magiconion4j.internal.calls.UnsentException;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.Deadline;
import io.github.magiconion4j.internal.threads.TransportThread;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for a connection.
 */
final class WaitingCall {

	private final Consumer<@Nullable HubCalls> action;

	private final ClientThreads threads;

	private final long until;

	private final Deadline deadline;

	/** Guarded by the queue. */
	private boolean givenUp;

	/**
	 * Creates a call that does not wait yet.
	 * @param threads runs the deadline
	 * @param until when it has waited long enough, by the timer's clock
	 * @param expired is called at the deadline
	 * @param action receives the connection, or {@code null} if there was none in time;
	 * must not block, and may throw an {@link UnsentException}
	 */
	WaitingCall(ClientThreads threads, long until, Consumer<WaitingCall> expired, Consumer<@Nullable HubCalls> action) {
		this.threads = threads;
		this.until = until;
		this.action = action;
		this.deadline = new Deadline(threads, () -> expired.accept(this));
	}

	/** Starts, or continues after {@link #goOn} has failed. */
	void startWaiting() {
		this.deadline.scheduleIn(this.until - this.threads.timer().now());
	}

	void stopWaiting() {
		this.deadline.cancel();
	}

	void giveUp() {
		this.givenUp = true;
	}

	boolean isGivenUp() {
		return this.givenUp;
	}

	/**
	 * Ends the waiting. If the executor of the application rejects a completion, what
	 * depends on it runs on this thread, which sends: so it must not wait for a call.
	 * @return {@code false} if the connection has ended, so that the call was not sent
	 */
	boolean goOn(@Nullable HubCalls connection) {
		stopWaiting();
		try {
			TransportThread.run(() -> this.action.accept(connection));
			return true;
		}
		catch (UnsentException ex) {
			return false;
		}
	}

}
