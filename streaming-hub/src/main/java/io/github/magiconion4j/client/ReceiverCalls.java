package io.github.magiconion4j.client;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.magiconion4j.contract.ContractMethod.Answer;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server calls on the receiver: begun one at a time, in order, on the user's
 * executor. A result that comes later is sent when it comes; the next call does not wait
 * for it.
 */
final class ReceiverCalls {

	private static final Logger logger = LoggerFactory.getLogger(ReceiverCalls.class);

	/** So many are begun before other clients have their turn. */
	private static final int BATCH = 16;

	/** What a waiting call takes beside its bytes, roughly. */
	private static final int OVERHEAD = 64;

	private final ClientContract contract;

	private final Object receiver;

	private final SerialExecutor executor;

	private final long maxBytes;

	/** What the receiver must not wait for while the server waits for it. */
	private final HubCalls hubCalls;

	private final UserCode userCode;

	private final Consumer<byte[]> results;

	private final AtomicLong waitingBytes = new AtomicLong();

	/**
	 * Makes a queue.
	 * @param results where messages with results go
	 */
	ReceiverCalls(ClientContract contract, Object receiver, ClientSettings settings, HubCalls hubCalls,
			Consumer<byte[]> results) {
		this.contract = contract;
		this.receiver = receiver;
		this.executor = new SerialExecutor(settings.executor(), BATCH);
		this.maxBytes = settings.maxQueuedBytes;
		this.hubCalls = hubCalls;
		this.userCode = settings.runtime().userCode();
		this.results = results;
	}

	/**
	 * Adds a call without a result.
	 * @return why the connection has to end; {@code null} if it has not
	 */
	@Nullable DisconnectReason add(ServerMessage.Broadcast call) {
		ReceiverMethod method = this.contract.receiverMethod(call.methodId());
		if (method == null || method.contract().answer() != Answer.NONE) {
			logger.debug("The receiver of {} has no void method {}", this.contract.serviceName(), call.methodId());
			return null;
		}
		return add(call.body(), () -> ReceiverThread.run(() -> run(method, call)));
	}

	/**
	 * Adds a call whose result the server waits for.
	 * @return why the connection has to end; {@code null} if it has not
	 */
	@Nullable DisconnectReason add(ServerMessage.ClientResultRequest call) {
		ReceiverMethod method = this.contract.receiverMethod(call.methodId());
		if (method == null || method.contract().answer() == Answer.NONE) {
			fail(call, new HubStatusException(Status.Code.UNIMPLEMENTED,
					"Receiver method '" + call.methodId() + "' with a result is not found."));
			return null;
		}
		return add(call.body(),
				() -> ReceiverThread.run(this.hubCalls, method.contract().name(), () -> run(method, call)));
	}

	private @Nullable DisconnectReason add(Slice body, Runnable call) {
		int bytes = body.array().length + OVERHEAD;
		if (this.waitingBytes.getAndAdd(bytes) > this.maxBytes) {
			return DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER,
					"the receiver is too far behind with what the server calls");
		}
		try {
			this.executor.submit(() -> {
				this.waitingBytes.addAndGet(-bytes);
				call.run();
				return null;
			});
			return null;
		}
		catch (RejectedExecutionException ex) {
			return new DisconnectReason(DisconnectReason.Type.FAULTED,
					"the executor of the receiver takes no work any more", ex);
		}
	}

	private void run(ReceiverMethod method, ServerMessage.Broadcast call) {
		try {
			method.invoke(this.receiver, call.body());
		}
		catch (Throwable ex) { // whatever user code throws, the next call comes
			this.userCode.failed("The receiver's " + method.contract().name() + " of " + this.contract.serviceName(),
					ex);
		}
	}

	private void run(ReceiverMethod method, ServerMessage.ClientResultRequest call) {
		try {
			Object result = method.invoke(this.receiver, call.body());
			if (method.contract().answer() == Answer.VALUE) {
				succeed(method, call, result);
			}
			else if (result instanceof CompletionStage<?> stage) {
				stage.whenComplete((value, failure) -> finish(method, call, value, failure));
			}
			else {
				throw new IllegalStateException("The receiver method returned null instead of a CompletionStage");
			}
		}
		catch (Throwable ex) { // whatever user code throws fails this call alone
			fail(call, ex);
		}
	}

	private void finish(ReceiverMethod method, ServerMessage.ClientResultRequest call, @Nullable Object value,
			@Nullable Throwable failure) {
		try {
			if (failure == null) {
				succeed(method, call, value);
			}
			else {
				fail(call, (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
						: failure);
			}
		}
		catch (Throwable ex) { // of the serializer
			fail(call, ex);
		}
	}

	private void succeed(ReceiverMethod method, ServerMessage.ClientResultRequest call, @Nullable Object result)
			throws IOException {
		MessageBuffer body = new MessageBuffer();
		method.result().write(result, body);
		this.results
			.accept(new ClientMessage.ClientResult(call.id(), call.methodId(), Slice.of(body.toBytes())).encode());
	}

	/** The texts are C#'s, without the stack trace. */
	private void fail(ServerMessage.ClientResultRequest call, Throwable failure) {
		logger.debug("A result for the server failed", failure);
		int code = Status.Code.INTERNAL.value();
		String detail = failure.getMessage();
		if (failure instanceof HubStatusException status) {
			code = status.statusCode();
			detail = status.detail();
		}
		else if (failure instanceof StatusRuntimeException || failure instanceof StatusException) {
			Status status = Status.fromThrowable(failure);
			code = status.getCode().value();
			detail = status.getDescription();
		}
		this.results.accept(new ClientMessage.ClientResultError(call.id(), call.methodId(), code,
				Objects.requireNonNullElse(detail, ""), failure.toString())
			.encode());
	}

}
