package io.github.magiconion4j.internal.inbound;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.ClientResultException;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.threads.ReadOnlyFuture;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.github.magiconion4j.protocol.ClientMessage;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The results in flight of a server's client. Results bypass the requests that are queued
 * for the hub. Each one is completed on an executor of its own, so that code which blocks
 * on a result, or after it, delays nothing else.
 */
public final class ClientResults {

	private final AskedClient client;

	private final InboundFlow inbound;

	private final HubTimer timer;

	private final Executor executor;

	private final Map<UUID, Pending> pending = new ConcurrentHashMap<>();

	/** The last wrapped stage, which all who ask for it share. */
	private @Nullable HandedOver handedOver;

	/**
	 * Creates a record without results.
	 * @param client is asked
	 * @param inbound does not pause while results are in flight
	 * @param timer measures timeouts
	 * @param executor completes results
	 */
	public ClientResults(AskedClient client, InboundFlow inbound, HubTimer timer, Executor executor) {
		this.client = client;
		this.inbound = inbound;
		this.timer = timer;
		this.executor = executor;
	}

	/**
	 * Asks the client for a result.
	 * @param method the method that the client runs
	 * @param values its arguments; {@code null} for none
	 * @param timeoutNanos how long the client may take
	 * @return the result, or the status with which the call failed
	 * @throws IllegalArgumentException if the arguments cannot be written
	 */
	public CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values,
			long timeoutNanos) {
		UUID id = UUID.randomUUID();
		byte[] message = method.request(id, values);
		Pending result = new Pending(id, method, timeoutNanos);
		this.pending.put(id, result);
		this.inbound.resultAwaited();
		result.future.whenComplete((value, failure) -> take(id)); // the caller may cancel
																	// or complete it
		this.timer.schedule(result, this.timer.now() + timeoutNanos);
		this.client.send(message);
		DisconnectReason ended = this.client.ended();
		if (ended != null) {
			end(ended);
		}
		return result.future;
	}

	/**
	 * Processes a result or a failure. It is ignored if nobody waits for it any more.
	 * @param message the message
	 */
	public void received(ClientMessage message) {
		if (message instanceof ClientMessage.ClientResult result) {
			received(result);
		}
		else if (message instanceof ClientMessage.ClientResultError failure) {
			received(failure);
		}
	}

	private void received(ClientMessage.ClientResult message) {
		Pending result = take(message.id());
		if (result != null) {
			complete(() -> {
				try {
					result.future.complete(result.method.result(message.body()));
				}
				catch (HubStatusException ex) { // it cannot be read
					result.future.completeExceptionally(new ClientResultException(ex.statusCode(), ex.detail()));
				}
				catch (Throwable ex) { // includes errors of the serializer
					result.future.completeExceptionally(ex);
				}
			});
		}
	}

	private void received(ClientMessage.ClientResultError message) {
		Pending result = take(message.id());
		if (result != null) {
			// In C#, "detail" is the text of the exception, and "message" its full
			// string.
			String text = (message.message() != null) ? message.message() : "";
			String detail = (message.detail() == null || message.detail().isEmpty()) ? text
					: text + "\n" + message.detail();
			fail(result, new ClientResultException(message.statusCode(), detail));
		}
	}

	/**
	 * The connection has ended: all results in flight fail.
	 * @param reason the reason of its end
	 */
	public void end(DisconnectReason reason) {
		for (UUID id : this.pending.keySet()) {
			Pending result = take(id);
			if (result != null) {
				fail(result, failure(Status.Code.UNAVAILABLE,
						"The connection ended before the result of " + result.name() + " arrived: " + reason.detail()));
			}
		}
	}

	private @Nullable Pending take(UUID id) {
		Pending result = this.pending.remove(id);
		if (result != null) {
			this.timer.cancel(result);
			this.inbound.resultCame();
		}
		return result;
	}

	private void fail(Pending result, ClientResultException failure) {
		complete(() -> result.future.completeExceptionally(failure));
	}

	/**
	 * Wraps a stage for user code: its callbacks may block, so they run on the executor
	 * for results. User code may ask as often as it likes: that leaves nothing behind.
	 * @param stage the stage
	 * @return a stage that completes when it does; the same object as at the last call if
	 * that was for the same stage
	 */
	@SuppressWarnings("ReferenceEquality") // the very same stage
	public CompletionStage<@Nullable Void> handOver(CompletableFuture<@Nullable Void> stage) {
		ReadOnlyFuture<@Nullable Void> told;
		synchronized (this) {
			HandedOver known = this.handedOver;
			if (known != null && known.stage == stage) {
				return known.told;
			}
			told = new ReadOnlyFuture<>();
			this.handedOver = new HandedOver(stage, told);
		}
		stage.thenRun(() -> complete(() -> told.make(null)));
		return told;
	}

	/**
	 * Runs a completion that may call user code, which may block.
	 * @param completion completes a stage
	 */
	public void complete(Runnable completion) {
		try {
			this.executor.execute(() -> this.client.inContext(completion));
		}
		catch (RejectedExecutionException ex) { // the application is shutting down
			completion.run();
		}
	}

	private static ClientResultException failure(Status.Code code, String detail) {
		return new ClientResultException(code.value(), detail);
	}

	/**
	 * A stage that was wrapped for user code.
	 *
	 * @param stage the stage
	 * @param told what user code has
	 */
	private record HandedOver(CompletableFuture<@Nullable Void> stage, ReadOnlyFuture<@Nullable Void> told) {

	}

	private final class Pending extends TimerEntry {

		private final UUID id;

		private final RemoteMethod method;

		private final long timeoutNanos;

		private final CompletableFuture<@Nullable Object> future = new CompletableFuture<>();

		Pending(UUID id, RemoteMethod method, long timeoutNanos) {
			this.id = id;
			this.method = method;
			this.timeoutNanos = timeoutNanos;
		}

		String name() {
			return this.method.name();
		}

		/** The timeout: the result has not arrived in time. */
		@Override
		protected long run(long now) {
			if (take(this.id) != null) {
				fail(this, failure(Status.Code.DEADLINE_EXCEEDED, "The client did not return the result of " + name()
						+ " within " + TimeUnit.NANOSECONDS.toMillis(this.timeoutNanos) + " ms."));
			}
			return NEVER;
		}

	}

}
