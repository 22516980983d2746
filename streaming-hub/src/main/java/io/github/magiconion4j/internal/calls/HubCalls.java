package io.github.magiconion4j.internal.calls;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.Deadline;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.github.magiconion4j.protocol.ServerMessage;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Sends the hub calls of a connection, and matches answers to pending calls.
 */
public final class HubCalls implements RemoteProxies.Target {

	private final Link link;

	private final ClientThreads threads;

	private final PendingCalls pending;

	/**
	 * Futures that were returned to the application and are not complete, even if the
	 * answer is known.
	 */
	private final Set<CallFuture> incomplete = ConcurrentHashMap.newKeySet();

	/**
	 * Completes the remaining futures after the end, if the application's executor is
	 * stuck.
	 */
	private final Deadline lastResort;

	/**
	 * Creates the calls of a connection.
	 * @param link sends calls
	 * @param threads completes the returned futures
	 * @param timeout how long an answer may take; zero for no limit
	 */
	public HubCalls(Link link, ClientThreads threads, Duration timeout) {
		this(link, threads, timeout, 0);
	}

	HubCalls(Link link, ClientThreads threads, Duration timeout, int lastId) {
		this.lastResort = new Deadline(threads,
				() -> TransportThread.run(() -> this.incomplete.forEach(CallFuture::complete)));
		this.link = link;
		this.threads = threads;
		this.pending = new PendingCalls(threads, timeout, lastId);
	}

	/**
	 * Whether calls can be sent.
	 * @return whether the connection is open
	 */
	public boolean isOpen() {
		return this.link.over() == null;
	}

	/**
	 * Calls a method: fire and forget, blocking or asynchronous, depending on its return
	 * type.
	 */
	@Override
	public @Nullable Object call(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		try {
			return callIfOpen(method, arguments);
		}
		catch (UnsentException ex) {
			if (method.answer() != ContractMethod.Answer.LATER) {
				throw ex.failure();
			}
			return CompletableFuture.failedFuture(ex.failure());
		}
	}

	/**
	 * Calls a method in the same way, for a caller that can repeat the call on another
	 * connection.
	 * @param method the method
	 * @param arguments the arguments; {@code null} for none
	 * @return what the method returns
	 * @throws UnsentException if the connection has ended before the call was sent
	 */
	public @Nullable Object callIfOpen(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		return switch (method.answer()) {
			case NONE -> {
				send(method, arguments);
				yield null;
			}
			case VALUE -> await(method, arguments);
			case LATER -> begin(method, arguments);
		};
	}

	/**
	 * Calls a method as fire and forget.
	 * @param method the method
	 * @param arguments the arguments; {@code null} for none
	 * @return {@code null}, zero or a completed stage, depending on the return type
	 */
	public @Nullable Object callWithoutAnswer(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		try {
			send(method, arguments);
			return method.absentResult();
		}
		catch (UnsentException ex) {
			throw ex.failure();
		}
	}

	/**
	 * Sends a call whose answer nobody waits for.
	 * @param method the method
	 * @param arguments the arguments; {@code null} for none
	 * @throws UnsentException if the connection has ended before the call was sent
	 */
	public void send(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		checkMaySend();
		byte[] message = method.oneWay(arguments);
		checkOpen();
		this.link.send(message);
	}

	private CallFuture begin(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		CallFuture result = new CallFuture(method);
		Throwable failure = send(result, arguments);
		if (failure != null) {
			result.completeExceptionally(failure);
		}
		return result;
	}

	/**
	 * Sends a call that has waited for a connection.
	 * @param result the call's future, which the application has already
	 * @param arguments the arguments; {@code null} for none
	 * @throws UnsentException if the connection has ended before the call was sent
	 */
	public void begin(CallFuture result, @Nullable Object @Nullable [] arguments) {
		Throwable failure = send(result, arguments);
		if (failure != null) {
			answered(result, Outcome.unsent(failure));
		}
	}

	/** Returns why the call cannot be sent; {@code null} if it was. */
	private @Nullable Throwable send(CallFuture result, @Nullable Object @Nullable [] arguments) {
		result.sentBy(this);
		this.incomplete.add(result);
		try {
			result.setNumber(request(result.method(), arguments, (outcome) -> answered(result, outcome)));
			if (result.isDone()) { // it was completed before it had the number
				forget(result);
			}
			return null;
		}
		catch (UnsentException ex) {
			this.incomplete.remove(result);
			throw ex;
		}
		catch (Throwable ex) { // includes errors of the serializer
			return ex;
		}
	}

	/** The future of a call was completed, by its answer or by the application. */
	void forget(CallFuture result) {
		Integer number = result.number();
		if (number != null) {
			this.pending.take(number);
		}
		this.incomplete.remove(result);
	}

	private void answered(CallFuture result, Outcome outcome) {
		result.answered(outcome);
		this.threads.completing().execute(result::complete);
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
			this.pending.take(id);
			Thread.currentThread().interrupt();
			throw new HubStatusException(Status.Code.CANCELLED,
					"interrupted while waiting for the answer to " + method.name(), ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex); // it never completes exceptionally
		}
	}

	private int request(RemoteMethod method, @Nullable Object @Nullable [] arguments, Consumer<Outcome> target) {
		checkMaySend();
		int id = this.pending.nextId();
		byte[] message = method.request(id, arguments);
		this.pending.add(id, method, target);
		try {
			checkOpen(); // once more: the end may have missed the call
			this.link.send(message);
		}
		catch (UnsentException ex) {
			if (this.pending.take(id) != null) { // otherwise the end has answered it
				throw ex;
			}
		}
		catch (Throwable ex) {
			this.pending.take(id);
			throw ex;
		}
		return id;
	}

	private void checkOpen() {
		DisconnectReason reason = this.link.over();
		if (reason != null) {
			throw new UnsentException(this.link.failure(reason));
		}
	}

	private void checkMaySend() {
		checkOpen();
		if (this.link.isFull()) {
			throw new HubStatusException(Status.Code.RESOURCE_EXHAUSTED,
					"too many bytes are waiting to be sent to the server, which does not read");
		}
	}

	// --- answers

	/**
	 * The server has answered a call.
	 * @param response the answer
	 */
	public void answered(ServerMessage.Response response) {
		PendingCall call = this.pending.take(response.messageId());
		if (call == null) {
			return; // usually the marker
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

	/**
	 * A call has failed on the server.
	 * @param response the answer
	 */
	public void answered(ServerMessage.ErrorResponse response) {
		this.pending.fail(response.messageId(), response.statusCode(), response.detail(), response.message());
	}

	/**
	 * The connection has ended: all pending calls fail.
	 * @param reason why it ended
	 */
	public void end(DisconnectReason reason) {
		this.pending.finishAll(() -> {
			throw this.link.failure(reason);
		});
		if (!this.incomplete.isEmpty()) {
			this.lastResort.scheduleIn(Deadline.PATIENCE_NANOS);
		}
	}

	/**
	 * The number of calls that wait for an answer.
	 * @return the number
	 */
	public int pending() {
		return this.pending.size();
	}

}
