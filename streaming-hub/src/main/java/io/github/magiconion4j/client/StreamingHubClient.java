package io.github.magiconion4j.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.internal.calls.ClientContract;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Connects to hubs. The counterpart of the C# class of the same name. Thread-safe.
 * <p>
 * A connection is one call on the channel, so the channel's interceptors and credentials
 * apply, and any number of clients may share a channel. It has the values of the current
 * {@link Context}, but not its cancellation or deadline: a connection that you open while
 * you serve a call does not end with that call.
 */
public final class StreamingHubClient {

	private StreamingHubClient() {
	}

	/**
	 * Connects with the default options, and blocks until the client is connected.
	 * @param channel the channel
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the server
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, connected
	 * @throws HubStatusException if connecting fails; see the overload with options
	 * @throws InvalidContractException if the interface is not a valid hub interface
	 */
	public static <R, H extends StreamingHub<R>> HubClient<H> connect(Channel channel, Class<H> hubType, R receiver) {
		return connect(channel, hubType, receiver, StreamingHubClientOptions.createWithDefault());
	}

	/**
	 * Connects, and blocks until the server has accepted the connection. It does not wait
	 * for the hub's {@code onConnected}.
	 * @param channel the channel
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the server
	 * @param options the options of the client
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, connected
	 * @throws HubStatusException if connecting fails: with the server's status; with
	 * DEADLINE_EXCEEDED after the connect timeout; with INTERNAL if the server has
	 * another protocol version; with CANCELLED if the thread is interrupted (the
	 * interrupt flag stays set). Except for CANCELLED by an interrupt, the cause is a
	 * {@link StatusRuntimeException}
	 * @throws InvalidContractException if the interface is not a valid hub interface
	 * @throws IllegalStateException on a thread of the transport
	 */
	public static <R, H extends StreamingHub<R>> HubClient<H> connect(Channel channel, Class<H> hubType, R receiver,
			StreamingHubClientOptions options) {
		TransportThread.checkMayWait("connect");
		ClientConnection connection = begin(channel, hubType, receiver, options.settings());
		try {
			StatusRuntimeException failure = connection.acceptance().await().failure();
			if (failure == null) {
				return new SingleHubClient<>(connection, hubType);
			}
			throw exception(failure);
		}
		catch (InterruptedException ex) {
			connection.abandon("interrupted while connecting");
			connection.closeAsync(); // the server may have accepted before it was
										// abandoned
			Thread.currentThread().interrupt();
			throw new HubStatusException(Status.Code.CANCELLED, "interrupted while connecting", ex);
		}
	}

	/**
	 * Connects without blocking.
	 * @param channel the channel
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the server
	 * @param options the options of the client
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return a future that is completed on the executor of the options, with the
	 * connected client or with a {@link HubStatusException} as described in
	 * {@link #connect}. If you cancel it, the attempt is abandoned
	 * @throws InvalidContractException if the interface is not a valid hub interface
	 */
	public static <R, H extends StreamingHub<R>> CompletableFuture<HubClient<H>> connectAsync(Channel channel,
			Class<H> hubType, R receiver, StreamingHubClientOptions options) {
		ClientConnection connection = begin(channel, hubType, receiver, options.settings());
		CompletableFuture<HubClient<H>> result = new CompletableFuture<>();
		connection.acceptance().stage().thenAccept((accepted) -> {
			StatusRuntimeException failure = accepted.failure();
			if (failure != null) {
				result.completeExceptionally(exception(failure));
			}
			else if (!result.complete(new SingleHubClient<>(connection, hubType))) {
				connection.closeAsync(); // the future was cancelled or completed by the
											// application
			}
		});
		result.whenComplete((client, failure) -> {
			if (result.isCancelled()) {
				connection.abandon("connecting was cancelled");
			}
		});
		return result;
	}

	static ClientConnection begin(Channel channel, Class<?> hubType, Object receiver, ClientSettings settings) {
		Objects.requireNonNull(receiver, "receiver");
		ClientContract contract = ClientContract.of(hubType, settings.serializer);
		Context own = Context.current().fork();
		Context before = own.attach();
		try {
			ClientConnection connection = new ClientConnection(contract, receiver, settings,
					channel.newCall(contract.connectMethod(), settings.callOptions));
			connection.start();
			return connection;
		}
		finally {
			own.detach(before);
		}
	}

	private static HubStatusException exception(StatusRuntimeException failure) {
		Status status = failure.getStatus();
		return new HubStatusException(status.getCode(), Objects.requireNonNullElse(status.getDescription(), ""),
				failure);
	}

}
