package io.github.magiconion4j.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.internal.calls.ClientContract;
import io.github.magiconion4j.internal.reconnect.Connector;
import io.github.magiconion4j.internal.reconnect.Reconnection;
import io.github.magiconion4j.internal.reconnect.WaitingCalls;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

/**
 * A client that reconnects whenever it loses its connection, until you close it or it
 * {@linkplain ReconnectOptions gives up}. Receiver, hub and clock stay the same objects
 * for its whole life. Thread-safe.
 * <p>
 * The server does not know that a new connection continues an old one. So a callback
 * restores the state (log in, join rooms) before other calls are sent. A call in flight
 * when the connection breaks fails with {@link HubDisconnectedException}; it is never
 * sent twice. A call without a connection fails with {@link HubNotConnectedException}, or
 * waits if you set {@link ReconnectOptions#withCallWait}.
 * <p>
 * The receiver's methods are called one at a time, even across connections.
 *
 * @param <H> the hub interface
 */
public final class ReconnectingHubClient<H> implements HubClient<H> {

	private final ClientContract contract;

	private final H hub;

	private final H fireAndForget;

	private final ServerClock serverClock;

	private final HubClientStates states;

	private final Reconnection<?> reconnection;

	@SuppressWarnings("unchecked") // the proxies implement the interface of the contract
	private ReconnectingHubClient(Channel channel, Class<H> hubType, Supplier<?> receiver,
			Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected, ClientSettings settings,
			ReconnectOptions options) {
		this.contract = ClientContract.of(hubType, settings.serializer);
		this.serverClock = settings.serverClock();
		String serviceName = this.contract.serviceName();
		ClientThreads threads = settings.threads();
		WaitingCalls calls = new WaitingCalls(serviceName, threads, options.callWait(),
				(reason) -> HubNotConnectedException.of(serviceName, reason));
		this.hub = (H) this.contract.hubs().create(calls);
		this.fireAndForget = (H) this.contract.hubs().create(calls::callWithoutAnswer);
		this.states = new HubClientStates(serviceName, settings, options.stateListener());
		this.reconnection = new Reconnection<>(channel,
				new Connections<>(channel, hubType, receiver, onConnected, settings), options.backoff(),
				settings.connectTimeout, calls, this.states, threads);
	}

	/**
	 * Creates a client and starts to connect. It does not block: use
	 * {@link ReconnectOptions#withStateListener} to be notified when it is connected, or
	 * {@link ReconnectOptions#withCallWait} to let calls wait for it.
	 * @param channel the channel. If it is a {@link ManagedChannel}, not a wrapper with
	 * interceptors, the client skips the channel's own backoff
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the server
	 * @param onConnected called with the hub of each new connection, on the executor of
	 * the options, before other calls are sent. It may block, or return a stage that
	 * completes when it is done. If it fails, or does not complete within the connect
	 * timeout, the connection is closed and the attempt has failed. It must use the hub
	 * that it is given: calls of {@link #hub()} are sent only after it
	 * @param options the options of each connection
	 * @param reconnect when and how often to reconnect
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client
	 * @throws InvalidContractException if the interface is not a valid hub interface
	 * @throws IllegalArgumentException if the options have call options with a deadline
	 */
	public static <R, H extends StreamingHub<R>> ReconnectingHubClient<H> open(Channel channel, Class<H> hubType,
			R receiver, Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected,
			StreamingHubClientOptions options, ReconnectOptions reconnect) {
		Objects.requireNonNull(receiver, "receiver");
		Objects.requireNonNull(onConnected, "onConnected");
		ReconnectingHubClient<H> client = new ReconnectingHubClient<>(channel, hubType, () -> receiver, onConnected,
				options.settings().forOneAfterTheOther(), reconnect);
		client.reconnection.start();
		return client;
	}

	/**
	 * Creates a client that starts to connect when its receiver is available. Use it if
	 * the receiver itself needs the client. Until then, calls behave as without a
	 * connection.
	 * @param receiver completes with the receiver of the server's calls; if it fails, the
	 * client is closed
	 * @param channel see {@link #open}
	 * @param hubType the hub interface
	 * @param onConnected see {@link #open}
	 * @param options see {@link #open}
	 * @param reconnect see {@link #open}
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client
	 * @throws InvalidContractException if the interface is not a valid hub interface
	 * @throws IllegalArgumentException if the options have call options with a deadline
	 */
	public static <R, H extends StreamingHub<R>> ReconnectingHubClient<H> openWhen(
			CompletionStage<? extends R> receiver, Channel channel, Class<H> hubType,
			Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected, StreamingHubClientOptions options,
			ReconnectOptions reconnect) {
		Objects.requireNonNull(onConnected, "onConnected");
		CompletableFuture<? extends R> made = receiver.toCompletableFuture();
		ReconnectingHubClient<H> client = new ReconnectingHubClient<>(channel, hubType, made::join, onConnected,
				options.settings().forOneAfterTheOther(), reconnect);
		made.whenComplete((value, failure) -> {
			if (failure == null) {
				client.reconnection.start();
			}
			else {
				client.reconnection.close();
			}
		});
		return client;
	}

	/**
	 * The current state of the client.
	 * @return a snapshot
	 */
	public HubClientState state() {
		return this.states.now();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A call fails with {@link HubNotConnectedException} if there is no connection, or
	 * none within the call wait.
	 */
	@Override
	public H hub() {
		return this.hub;
	}

	@Override
	public H fireAndForget() {
		return this.fireAndForget;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The estimate also uses the heartbeats of earlier connections.
	 */
	@Override
	public ServerClock serverClock() {
		return this.serverClock;
	}

	/**
	 * The end of the client: it was closed, or it has given up. Losing a connection does
	 * not end it.
	 * @return a stage that is completed on the executor of the options, never
	 * exceptionally: with {@link DisconnectReason.Type#CLIENT_CLOSED} if you closed it,
	 * else with the reason of the last connection or attempt
	 */
	@Override
	public CompletionStage<DisconnectReason> disconnected() {
		return this.reconnection.end().stage();
	}

	/**
	 * Closes the client, and its connection as described in
	 * {@link HubClient#closeAsync()}. It does not reconnect, whatever its state was.
	 * @return {@link #disconnected()}
	 */
	@Override
	public CompletionStage<DisconnectReason> closeAsync() {
		this.reconnection.close();
		return disconnected();
	}

	@Override
	public void close() {
		TransportThread.checkMayWait("close");
		this.reconnection.close();
		this.reconnection.end().awaitUnlessInterrupted();
	}

	@Override
	public String toString() {
		return "reconnecting client of hub " + this.contract.serviceName();
	}

	private record Connections<H>(Channel channel, Class<H> hubType, Supplier<?> receiver,
			Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected,
			ClientSettings settings) implements Connector<ClientConnection> {

		@Override
		public ClientConnection connect() {
			return StreamingHubClient.begin(this.channel, this.hubType, this.receiver.get(), this.settings);
		}

		@Override
		public @Nullable CompletionStage<?> prepare(ClientConnection connection) {
			return this.onConnected.apply(SingleHubClient.hub(connection, this.hubType));
		}

		@Override
		public DisconnectReason reason(Throwable failure) {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			return (cause instanceof HubDisconnectedException disconnected) ? disconnected.reason()
					: CallFailures.reason(cause);
		}

	}

}
