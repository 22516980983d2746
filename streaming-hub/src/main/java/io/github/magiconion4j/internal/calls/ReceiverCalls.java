package io.github.magiconion4j.internal.calls;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.CallStatus;
import io.github.magiconion4j.internal.invocation.LocalMethod;
import io.github.magiconion4j.internal.invocation.Reply;
import io.github.magiconion4j.internal.results.Caller;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues and executes the server's calls of the receiver: one at a time, in order, on the
 * application's executor. If a method returns a stage, its result is sent when the stage
 * completes; the next call does not wait for it.
 */
public final class ReceiverCalls implements Caller {

	private static final Logger logger = LoggerFactory.getLogger(ReceiverCalls.class);

	private static final Slice NIL = Slice.of((byte) 0xc0);

	private final ClientContract contract;

	private final Object receiver;

	private final ReceiverQueue queue;

	/**
	 * Calls of the same connection. The receiver must not wait for those while the server
	 * waits for its result.
	 */
	private final HubCalls hubCalls;

	private final UserCode userCode;

	private final Link link;

	/** What to call at the end. */
	private final Set<Runnable> cancels = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the calls of a connection.
	 * @param contract the methods of the receiver
	 * @param receiver the receiver
	 * @param queue calls the receiver
	 * @param hubCalls the hub calls of the same connection
	 * @param userCode logs exceptions of the receiver
	 * @param link sends the results
	 */
	public ReceiverCalls(ClientContract contract, Object receiver, ReceiverQueue queue, HubCalls hubCalls,
			UserCode userCode, Link link) {
		this.contract = contract;
		this.receiver = receiver;
		this.queue = queue;
		this.hubCalls = hubCalls;
		this.userCode = userCode;
		this.link = link;
	}

	/** The server has accepted the connection. */
	public void begin() {
		this.queue.begin(this);
	}

	/**
	 * Queues a call without a result.
	 * @param call the call
	 * @return why the connection must end; {@code null} if it continues
	 */
	public @Nullable DisconnectReason add(ServerMessage.Broadcast call) {
		LocalMethod method = this.contract.receiverMethod(call.methodId());
		if (method == null || method.contract().answer() != ContractMethod.Answer.NONE) {
			logger.debug("The receiver of {} has no void method {}", this.contract.serviceName(), call.methodId());
			return null;
		}
		return add(call.body(), () -> ReceiverThread.run(() -> run(method, call.body(), new Tell(method))));
	}

	/**
	 * Queues a call whose result the server waits for.
	 * @param call the call
	 * @return why the connection must end; {@code null} if it continues
	 */
	public @Nullable DisconnectReason add(ServerMessage.ClientResultRequest call) {
		LocalMethod method = this.contract.receiverMethod(call.methodId());
		if (method == null || method.contract().answer() == ContractMethod.Answer.NONE) {
			fail(call, new HubStatusException(Status.Code.UNIMPLEMENTED,
					"Receiver method '" + call.methodId() + "' with a result is not found."));
			return null;
		}
		return add(call.body(), () -> ReceiverThread.run(this.hubCalls, method.contract().name(),
				() -> run(method, call.body(), new Answer(method, call))));
	}

	private @Nullable DisconnectReason add(Slice body, Runnable call) {
		return this.queue.add(this, body.array().length, call);
	}

	private void run(LocalMethod method, Slice body, Reply reply) {
		// As in C#, the body of a call without parameters is ignored.
		method.call(this.receiver, method.contract().parameterTypes().isEmpty() ? NIL : body, this, reply);
	}

	/** The continuation of a suspend function is queued like calls. */
	@Override
	public void execute(Runnable task) {
		this.queue.execute(task);
	}

	@Override
	public CompletionStage<?> running(CompletionStage<?> result, Runnable cancel) {
		this.cancels.add(cancel);
		if (this.link.over() != null) {
			cancel.run();
		}
		return result.whenComplete((value, failure) -> this.cancels.remove(cancel));
	}

	/** The connection has ended: no results are awaited any more. */
	public void end() {
		if (this.cancels.isEmpty()) {
			return;
		}
		try {
			execute(() -> this.cancels.forEach(Runnable::run));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Calls are not cancelled: the executor of the receiver accepts no more work", ex);
		}
	}

	/** The texts are C#'s, without the stack trace. */
	private void fail(ServerMessage.ClientResultRequest call, Throwable failure) {
		logger.debug("A receiver method that returns a result failed", failure);
		CallStatus status = CallStatus.of(failure);
		if (status == null) {
			status = new CallStatus(Status.Code.INTERNAL.value(), Objects.requireNonNullElse(failure.getMessage(), ""));
		}
		this.link.answer(new ClientMessage.ClientResultError(call.id(), call.methodId(), status.code(), status.detail(),
				failure.toString())
			.encode());
	}

	/** The reply to a call without a result. */
	private final class Tell implements Reply {

		private final LocalMethod method;

		Tell(LocalMethod method) {
			this.method = method;
		}

		@Override
		public void succeeded(@Nullable Object nothing) {
			// the server expects no answer
		}

		@Override
		public void failed(Throwable failure) {
			ReceiverCalls.this.userCode.failed("The receiver's " + this.method.contract().name() + " of "
					+ ReceiverCalls.this.contract.serviceName(), failure);
		}

	}

	/** The reply to a call whose result the server waits for. */
	private final class Answer implements Reply {

		private final LocalMethod method;

		private final ServerMessage.ClientResultRequest call;

		Answer(LocalMethod method, ServerMessage.ClientResultRequest call) {
			this.method = method;
			this.call = call;
		}

		@Override
		public void succeeded(@Nullable Object result) {
			MessageBuffer body = new MessageBuffer();
			this.method.writeResult(result, body);
			ReceiverCalls.this.link
				.answer(new ClientMessage.ClientResult(this.call.id(), this.call.methodId(), Slice.of(body.toBytes()))
					.encode());
		}

		@Override
		public void failed(Throwable failure) {
			fail(this.call, failure);
		}

	}

}
