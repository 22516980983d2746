package io.github.magiconion4j.internal.reconnect;

import java.time.Duration;
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

	private final Deadline deadline;

	/**
	 * Creates a call that does not wait yet.
	 * @param threads runs the deadline
	 * @param expired is called at the deadline
	 * @param action receives the connection, or {@code null} if there was none in time;
	 * must not block, and may throw an {@link UnsentException}
	 */
	WaitingCall(ClientThreads threads, Consumer<WaitingCall> expired, Consumer<@Nullable HubCalls> action) {
		this.action = action;
		this.deadline = new Deadline(threads, () -> expired.accept(this));
	}

	void startWaiting(Duration patience) {
		this.deadline.scheduleIn(patience.toNanos());
	}

	void stopWaiting() {
		this.deadline.cancel();
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
