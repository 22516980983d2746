package io.github.magiconion4j.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call of a hub method.
 *
 * @param connection whose call it is
 * @param messageId the number of the call, -1 if nobody waits for its result
 * @param methodId the method
 * @param body the arguments
 * @param length how long the whole message is
 * @param tellFailure whether the client is told when the method fails
 */
record Invocation(Connection connection, int messageId, int methodId, Slice body, int length,
		boolean tellFailure) implements SerialExecutor.Task {

	private static final Logger logger = LoggerFactory.getLogger(Invocation.class);

	static Invocation of(Connection connection, ClientMessage.Request request, int length) {
		return new Invocation(connection, request.messageId(), request.methodId(), request.body(), length, true);
	}

	static Invocation of(Connection connection, ClientMessage.FireAndForget request, int length) {
		return new Invocation(connection, ClientMessage.Request.NO_RESPONSE, request.methodId(), request.body(), length,
				false);
	}

	@Override
	public @Nullable CompletionStage<?> run() {
		CompletionStage<?> stage = call();
		if (stage == null) {
			return ended();
		}
		return stage.handle((result, failure) -> ended())
			.thenCompose((room) -> (room != null) ? room : CompletableFuture.completedStage(null));
	}

	/**
	 * The call is over. While too many answers wait for the client, the next one is not
	 * begun.
	 */
	private @Nullable CompletableFuture<@Nullable Void> ended() {
		this.connection.inbound().requestEnds(this.length);
		return this.connection.room();
	}

	private @Nullable CompletionStage<?> call() {
		Object hub = this.connection.hub();
		if (hub == null || this.connection.hasEnded()) {
			return null;
		}
		HubMethod method = this.connection.service().methods().find(this.methodId);
		if (method == null) {
			sendError(Status.Code.UNIMPLEMENTED.value(),
					"StreamingHub method '" + this.methodId + "' is not found in StreamingHub.");
			return null;
		}
		long begin = System.nanoTime();
		try {
			@Nullable Object[] arguments = method.arguments(this.body);
			HubFilters filters = this.connection.server().filters();
			if (!filters.isEmpty()) {
				return answerLater(method,
						filters.call(describe(method, arguments), () -> stage(method, hub, arguments)), begin);
			}
			Object result = method.invoke(hub, arguments);
			if (method.contract().answer() == ContractMethod.Answer.STAGE) {
				return answerLater(method, stage(result), begin);
			}
			answer(method, result, begin);
		}
		catch (Throwable ex) { // whatever user code throws ends this call alone
			fail(method, ex, begin);
		}
		return null;
	}

	private HubCall describe(HubMethod method, @Nullable Object[] arguments) {
		return new HubCall(this.connection, method.contract().method(), method.contract().name(),
				Collections.<@Nullable Object>unmodifiableList(Arrays.asList(arguments)), !this.tellFailure);
	}

	/** As filters see it: the result is there or comes, the failure is never thrown. */
	@SuppressWarnings("unchecked") // a stage of whatever it is
	private static CompletionStage<@Nullable Object> stage(HubMethod method, Object hub, @Nullable Object[] arguments) {
		try {
			Object result = method.invoke(hub, arguments);
			return (method.contract().answer() == ContractMethod.Answer.STAGE)
					? (CompletionStage<@Nullable Object>) stage(result) : CompletableFuture.completedFuture(result);
		}
		catch (Throwable ex) { // of user code
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static CompletionStage<?> stage(@Nullable Object result) {
		if (result instanceof CompletionStage<?> stage) {
			return stage;
		}
		throw new IllegalStateException("The hub method returned null instead of a CompletionStage");
	}

	private CompletionStage<?> answerLater(HubMethod method, CompletionStage<?> stage, long begin) {
		return stage.handle((value, failure) -> {
			try {
				if (failure == null) {
					answer(method, value, begin);
				}
				else {
					fail(method, failure, begin);
				}
			}
			catch (Throwable ex) { // of the serializer
				fail(method, ex, begin);
			}
			return null;
		});
	}

	private void answer(HubMethod method, @Nullable Object value, long begin) throws IOException {
		if (this.messageId != ClientMessage.Request.NO_RESPONSE) {
			MessageBuffer response = MessageBuffer.response(this.messageId, this.methodId);
			method.result().write(value, response);
			this.connection.send(response.toBytes());
		}
		method.listener().completed(System.nanoTime() - begin, null);
	}

	private void fail(HubMethod method, Throwable failure, long begin) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		method.listener().completed(System.nanoTime() - begin, cause);
		HubStatus status = this.connection.server().status(cause);
		if (status == null) {
			String name = this.connection.serviceName() + "/" + method.contract().name();
			logger.error("Hub method {} failed", name, cause);
			status = new HubStatus(Status.Code.INTERNAL.value(),
					"An error occurred while processing handler '" + name + "'.");
		}
		else if (!this.tellFailure) {
			logger.warn("Hub method {}/{} failed with a status that nobody waits for: {}",
					this.connection.serviceName(), method.contract().name(), status);
		}
		if (this.tellFailure) {
			sendError(status.code(), status.detail());
		}
	}

	private void sendError(int code, String detail) {
		this.connection.send(new ServerMessage.ErrorResponse(this.messageId, code, detail, null).encode());
	}

}
