package io.github.magiconion4j.internal.calls;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.Deadline;
import io.github.magiconion4j.protocol.ClientMessage;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a connection that are not answered yet, by their numbers. Each leaves
 * once: with its answer, at its deadline, or when nobody waits for it any more.
 * Thread-safe.
 */
final class PendingCalls {

	private final ClientThreads threads;

	/** Zero for no timeout. */
	private final Duration timeout;

	private final AtomicInteger lastId;

	private final Map<Integer, PendingCall> byId = new ConcurrentHashMap<>();

	/**
	 * Creates an empty record.
	 * @param threads runs deadlines
	 * @param timeout how long an answer may take; zero for no limit
	 * @param lastId the number before the first one
	 */
	PendingCalls(ClientThreads threads, Duration timeout, int lastId) {
		this.threads = threads;
		this.timeout = timeout;
		this.lastId = new AtomicInteger(lastId);
	}

	/** Returns the number of the next call. */
	int nextId() {
		while (true) {
			int id = this.lastId.incrementAndGet();
			if (id != ClientMessage.Request.NO_RESPONSE && !this.byId.containsKey(id)) {
				return id;
			}
		}
	}

	/** Adds a call. */
	void add(int id, RemoteMethod method, Consumer<Outcome> target) {
		Deadline deadline = this.timeout.isZero() ? null : new Deadline(this.threads, () -> fail(id,
				Status.Code.DEADLINE_EXCEEDED.value(), method.name() + " was not answered in time", null));
		this.byId.put(id, new PendingCall(method, target, deadline));
		if (deadline != null) { // scheduled last: it must not miss the call
			deadline.scheduleIn(this.timeout.toNanos());
			if (!this.byId.containsKey(id)) { // the connection has ended
				deadline.cancel();
			}
		}
	}

	/** Removes a call, and returns it; {@code null} if there is none of that number. */
	@Nullable PendingCall take(int id) {
		PendingCall call = this.byId.remove(id);
		if (call != null && call.deadline() != null) {
			call.deadline().cancel();
		}
		return call;
	}

	void fail(int id, int code, @Nullable String detail, @Nullable String more) {
		finish(id, () -> {
			Throwable cause = (more == null || more.isBlank()) ? null : new HubStatusException(code, more);
			throw new HubStatusException(code, detail, cause);
		});
	}

	void finishAll(Outcome outcome) {
		this.byId.keySet().forEach((id) -> finish(id, outcome));
	}

	private void finish(int id, Outcome outcome) {
		PendingCall call = take(id);
		if (call != null) {
			call.target().accept(outcome);
		}
	}

	int size() {
		return this.byId.size();
	}

}
