package io.github.magiconion4j.client;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ServerMessage;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a connection's hub methods, and those that wait for their answers.
 */
final class HubCalls implements RemoteProxies.Target {

	private final ClientConnection<?> connection;

	private final ClientSettings settings;

	private final Outbound outbound;

	private final Map<Integer, PendingCall> pending = new ConcurrentHashMap<>();

	/** What was returned to users and is not complete, whether answered or not. */
	private final Set<CallFuture> incomplete = ConcurrentHashMap.newKeySet();

	final AtomicInteger lastId = new AtomicInteger();

	/** Completes at the end what the user's executor does not come to. */
	private final Deadline lastResort;

	HubCalls(ClientConnection<?> connection, ClientSettings settings, Outbound outbound) {
		this.lastResort = new Deadline(settings.runtime(), () -> this.incomplete.forEach(this::complete));
		this.connection = connection;
		this.settings = settings;
		this.outbound = outbound;
	}

	/** Whether calls can be sent. */
	boolean isOpen() {
		return this.connection.over() == null;
	}

	/** Calls a method in the way that its contract says. */
	@Override
	public @Nullable Object call(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		return switch (method.answer()) {
			case NONE -> {
				fireAndForget(method, arguments);
				yield null;
			}
			case VALUE -> await(method, arguments);
			case STAGE -> begin(method, arguments);
		};
	}

	/** Calls a method without an answer, and returns what stands for none. */
	@Nullable Object callWithoutAnswer(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		fireAndForget(method, arguments);
		return method.absentResult();
	}

	private void fireAndForget(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		checkMaySend();
		this.outbound.send(method.oneWay(arguments));
	}

	private CompletableFuture<@Nullable Object> begin(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		CallFuture result = new CallFuture(this, method);
		this.incomplete.add(result);
		try {
			request(method, arguments, (outcome) -> {
				result.answered(outcome);
				this.settings.complete(() -> complete(result));
			});
		}
		catch (RuntimeException ex) {
			this.incomplete.remove(result);
			result.completeExceptionally(ex);
		}
		return result;
	}

	private void complete(CallFuture result) {
		this.incomplete.remove(result);
		result.complete();
	}

	private @Nullable Object await(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		TransportThread.checkMayWait(method.name());
		ReceiverThread.checkMayWait(this, method.name());
		CompletableFuture<Outcome> answer = new CompletableFuture<>();
		int id = request(method, arguments, answer::complete);
		try {
			return method.result(answer.get().body());
		}
		catch (InterruptedException ex) {
			take(id);
			Thread.currentThread().interrupt();
			throw new HubStatusException(Status.Code.CANCELLED,
					"interrupted while waiting for the answer to " + method.name(), ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex); // outcomes are not exceptional
		}
	}

	private int request(RemoteMethod method, @Nullable Object @Nullable [] arguments, Consumer<Outcome> target) {
		int id = add(method, target);
		try {
			checkMaySend();
			this.outbound.send(method.request(id, arguments));
		}
		catch (RuntimeException | Error ex) {
			take(id);
			throw ex;
		}
		return id;
	}

	private int add(RemoteMethod method, Consumer<Outcome> target) {
		while (true) {
			int id = this.lastId.incrementAndGet();
			if (id == ClientMessage.Request.NO_RESPONSE) {
				continue;
			}
			PendingCall call = new PendingCall(method, target, deadline(method, id));
			if (this.pending.putIfAbsent(id, call) == null) {
				return id;
			}
		}
	}

	private @Nullable Deadline deadline(RemoteMethod method, int id) {
		if (this.settings.callTimeout.isZero()) {
			return null;
		}
		Deadline deadline = new Deadline(this.settings.runtime(), () -> fail(id, Status.Code.DEADLINE_EXCEEDED.value(),
				method.name() + " was not answered in time", null));
		deadline.scheduleIn(this.settings.callTimeout.toNanos());
		return deadline;
	}

	/** To be called after the call is pending, or the end may miss it. */
	private void checkMaySend() {
		DisconnectReason reason = this.connection.over();
		if (reason != null) {
			throw disconnected(reason);
		}
		if (this.outbound.queuedBytes() > this.settings.maxQueuedBytes) {
			throw new HubStatusException(Status.Code.RESOURCE_EXHAUSTED,
					"too much waits for the server, which does not read");
		}
	}

	// --- answers

	void answered(ServerMessage.Response response) {
		PendingCall call = take(response.messageId());
		if (call == null) {
			return; // most often the marker
		}
		int expected = call.method().id();
		if (response.methodId() == expected) {
			call.target().accept(response::body);
		}
		else {
			call.target().accept(() -> {
				throw new HubStatusException(Status.Code.INTERNAL,
						"The server answered method " + expected + " with the result of method " + response.methodId());
			});
		}
	}

	void answered(ServerMessage.ErrorResponse response) {
		fail(response.messageId(), response.statusCode(), response.detail(), response.message());
	}

	/** Nothing is answered any more. */
	void end(DisconnectReason reason) {
		for (Integer id : this.pending.keySet()) {
			finish(id, () -> {
				throw disconnected(reason);
			});
		}
		if (!this.incomplete.isEmpty()) {
			this.lastResort.scheduleIn(Deadline.PATIENCE_NANOS);
		}
	}

	/** How many calls wait for their answers. */
	int pending() {
		return this.pending.size();
	}

	private void fail(int id, int code, @Nullable String detail, @Nullable String more) {
		finish(id, () -> {
			Throwable cause = (more == null || more.isBlank()) ? null : new HubStatusException(code, more);
			throw new HubStatusException(code, detail, cause);
		});
	}

	private void finish(int id, Outcome outcome) {
		PendingCall call = take(id);
		if (call != null) {
			call.target().accept(outcome);
		}
	}

	private @Nullable PendingCall take(int id) {
		PendingCall call = this.pending.remove(id);
		if (call != null && call.deadline() != null) {
			call.deadline().cancel();
		}
		return call;
	}

	private HubDisconnectedException disconnected(DisconnectReason reason) {
		return new HubDisconnectedException(this.connection.serviceName(), reason);
	}

	/**
	 * A call that is not answered yet.
	 *
	 * @param method what is called
	 * @param target what wants to know the outcome; does not block
	 * @param deadline when it is given up; {@code null} for never
	 */
	private record PendingCall(RemoteMethod method, Consumer<Outcome> target, @Nullable Deadline deadline) {

	}

}
