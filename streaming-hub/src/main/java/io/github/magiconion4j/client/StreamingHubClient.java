package io.github.magiconion4j.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.internal.calls.ClientContract;
import io.github.magiconion4j.internal.calls.TransportThread;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Connects to hubs, the counterpart of C#'s class of that name. Thread-safe.
 * <p>
 * A connection is one call on the channel, so the channel's interceptors and credentials
 * apply, and any number of clients may share it. It does not depend on the
 * {@link Context} in which it is made: the end or the deadline of a server's call does
 * not end it.
 */
public final class StreamingHubClient {

	private StreamingHubClient() {
	}

	/**
	 * Connects with the default options, and waits until it is connected.
	 * @param channel the channel
	 * @param hubType the hub interface
	 * @param receiver what the server calls
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, connected
	 * @throws HubStatusException if it cannot be connected
	 * @throws InvalidContractException if the interface is none of a hub
	 */
	public static <R, H extends StreamingHub<R>> HubClient<H> connect(Channel channel, Class<H> hubType, R receiver) {
		return connect(channel, hubType, receiver, StreamingHubClientOptions.createWithDefault());
	}

	/**
	 * Connects, and waits until it is connected: until the server has accepted, not until
	 * its {@code onConnected} is done.
	 * @param channel the channel
	 * @param hubType the hub interface
	 * @param receiver what the server calls
	 * @param options how the client behaves
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, connected
	 * @throws HubStatusException if it cannot be connected: with the server's status;
	 * with DEADLINE_EXCEEDED after the connect timeout; INTERNAL if it speaks another
	 * version; CANCELLED if the thread is interrupted, which it stays. The cause, if it
	 * was a status of gRPC, is a {@link StatusRuntimeException}
	 * @throws InvalidContractException if the interface is none of a hub
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
			connection.closeAsync(); // it may have come before that
			Thread.currentThread().interrupt();
			throw new HubStatusException(Status.Code.CANCELLED, "interrupted while connecting", ex);
		}
	}

	/**
	 * Connects.
	 * @param channel the channel
	 * @param hubType the hub interface
	 * @param receiver what the server calls
	 * @param options how the client behaves
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return completed on the executor of the options with the client, connected, or
	 * with a {@link HubStatusException}, as {@link #connect} says. To cancel it gives up
	 * @throws InvalidContractException if the interface is none of a hub
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
				connection.closeAsync(); // nobody wants it any more
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
