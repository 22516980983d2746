package io.github.magiconion4j.server;

import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.internal.invocation.CallStatus;
import io.github.magiconion4j.internal.invocation.HubFilters;
import io.github.magiconion4j.internal.invocation.LocalMethod;
import io.github.magiconion4j.internal.invocation.Reply;
import io.github.magiconion4j.internal.text.SafeText;
import io.github.magiconion4j.internal.threads.FailureLog;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One call of a hub method.
 *
 * @param connection the caller's connection
 * @param messageId the number of the call; -1 if the client expects no result
 * @param methodId the id of the method
 * @param method the method; {@code null} if there is none of that id
 * @param body the serialized arguments
 * @param length the length of the whole message in bytes
 * @param tellFailure whether a failure is reported to the client
 */
record Invocation(Connection connection, int messageId, int methodId, @Nullable HubMethod method, Slice body,
		int length, boolean tellFailure) implements SerialExecutor.Task {

	static Invocation of(Connection connection, ClientMessage.Request request, int length) {
		return of(connection, request.messageId(), request.methodId(), request.body(), length, true);
	}

	static Invocation of(Connection connection, ClientMessage.FireAndForget request, int length) {
		return of(connection, ClientMessage.Request.NO_RESPONSE, request.methodId(), request.body(), length, false);
	}

	private static Invocation of(Connection connection, int messageId, int methodId, Slice body, int length,
			boolean tellFailure) {
		HubMethod method = connection.service().methods().find(methodId);
		return new Invocation(connection, messageId, methodId, method, body, length, tellFailure);
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
	 * The call has completed. While the backlog is above the high watermark, the next
	 * call is not started.
	 */
	private @Nullable CompletableFuture<@Nullable Void> ended() {
		this.connection.inbound().requestEnds(this.length);
		return this.connection.room();
	}

	private @Nullable CompletionStage<?> call() {
		HubSession session = this.connection.session();
		Object hub = session.invoker();
		if (hub == null || this.connection.hasEnded()) {
			return null;
		}
		if (this.method == null) {
			sendError(Status.Code.UNIMPLEMENTED.value(),
					"StreamingHub method '" + this.methodId + "' is not found in StreamingHub.");
			return null;
		}
		Answer answer = new Answer(this.method, System.nanoTime());
		HubFilters filters = this.connection.core().extensions().filters();
		return filters.isEmpty() ? this.method.local().call(hub, this.body, session, answer)
				: callFiltered(filters, this.method.local(), hub, session, answer);
	}

	private @Nullable CompletionStage<?> callFiltered(HubFilters filters, LocalMethod method, Object hub,
			HubSession session, Answer answer) {
		try {
			@Nullable Object[] arguments = method.arguments(this.body);
			HubCall call = new HubCall(this.connection, method.contract().method(), method.contract().name(),
					Collections.<@Nullable Object>unmodifiableList(Arrays.asList(arguments)), !this.tellFailure);
			return answer.when(filters.call(call, () -> method.invoke(hub, arguments, session)));
		}
		catch (Throwable ex) { // the client's arguments are invalid, or a filter failed
			answer.failed(ex);
			return null;
		}
	}

	private void sendError(int code, @Nullable String detail) {
		this.connection.send(new ServerMessage.ErrorResponse(this.messageId, code, detail, null).encode());
	}

	private FailureLog failures() {
		return this.connection.service().failures();
	}

	private final class Answer implements Reply {

		private final HubMethod method;

		private final long begin;

		Answer(HubMethod method, long begin) {
			this.method = method;
			this.begin = begin;
		}

		@Override
		public void succeeded(@Nullable Object value) {
			if (Invocation.this.messageId != ClientMessage.Request.NO_RESPONSE) {
				MessageBuffer response = MessageBuffer.response(Invocation.this.messageId, Invocation.this.methodId);
				this.method.local().writeResult(value, response);
				Invocation.this.connection.send(response.toBytes());
			}
			this.method.listener().completed(System.nanoTime() - this.begin, null);
		}

		@Override
		public void failed(Throwable failure) {
			this.method.listener().completed(System.nanoTime() - this.begin, failure);
			if (failure instanceof CancellationException && Invocation.this.connection.hasEnded()) {
				return; // the end has cancelled it
			}
			CallStatus status = Invocation.this.connection.core().extensions().status(failure);
			String name = Invocation.this.connection.serviceName() + "/" + this.method.name();
			if (status == null) {
				failures().error("Hub method " + name, failure);
				status = new CallStatus(Status.Code.INTERNAL.value(),
						"An error occurred while processing handler '" + name + "'.");
			}
			else if (!Invocation.this.tellFailure) {
				failures().warn("Fire-and-forget call of " + name, failure,
						"status " + status.code() + ": " + SafeText.of(String.valueOf(status.detail())));
			}
			if (Invocation.this.tellFailure) {
				sendError(status.code(), status.detail());
			}
		}

	}

}
