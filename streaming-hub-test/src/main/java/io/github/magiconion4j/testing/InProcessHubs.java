package io.github.magiconion4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.hub.StreamingHub;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;

/**
 * Any number of hubs in this process, and their clients, on the test's thread and
 * simulated time: when a call returns, its effects have happened, and those of a
 * heartbeat when {@link FakeTime#advance} returns. {@code @StreamingHubTest} has a bean
 * of this type.
 */
public final class InProcessHubs implements AutoCloseable {

	static final Executor HERE = Runnable::run;

	private final FakeTime time;

	private final StreamingHubClientOptions options;

	private final Server server;

	private final ManagedChannel channel;

	private final Network network;

	private final List<HubClient<?>> clients = new CopyOnWriteArrayList<>();

	private InProcessHubs(FakeTime time, StreamingHubClientOptions options, Server server, ManagedChannel channel,
			Network network) {
		this.time = time;
		this.options = options;
		this.server = server;
		this.channel = channel;
		this.network = network;
	}

	/**
	 * Serves hubs.
	 * @param time the time of their clients
	 * @param hubs the gRPC services that the hubs are
	 * @param options the options of clients, except for executor and runtime
	 * @return the hubs; close them after the test
	 */
	public static InProcessHubs start(FakeTime time, Collection<? extends BindableService> hubs,
			StreamingHubClientOptions options) {
		String name = InProcessServerBuilder.generateName();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name).directExecutor();
		hubs.forEach(builder::addService);
		Network network = new Network();
		try {
			return new InProcessHubs(time, options, builder.build().start(),
					InProcessChannelBuilder.forName(name).directExecutor().intercept(network).build(), network);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Connects a client.
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the hub
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, connected
	 */
	public <R, H extends StreamingHub<R>> HubClient<H> connect(Class<H> hubType, R receiver) {
		return connect(hubType, receiver, (defaults) -> defaults);
	}

	/**
	 * Connects a client with other options.
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the hub
	 * @param customizer changes the options
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, connected
	 */
	public <R, H extends StreamingHub<R>> HubClient<H> connect(Class<H> hubType, R receiver,
			UnaryOperator<StreamingHubClientOptions> customizer) {
		StreamingHubClientOptions here = this.options.withExecutor(HERE)
			.withRuntime(new ClientRuntime(this.time.timer(), this.time, HERE, HERE, HERE));
		HubClient<H> client = StreamingHubClient.connect(this.channel, hubType, receiver, customizer.apply(here));
		this.clients.add(client);
		return client;
	}

	/**
	 * The channel to the hubs, for clients that you create yourself.
	 * @return the channel
	 */
	public ManagedChannel channel() {
		return this.channel;
	}

	/**
	 * The gRPC server.
	 * @return the server
	 */
	public Server server() {
		return this.server;
	}

	/**
	 * Simulates a silent network failure: no more messages of the current connections
	 * arrive, in either direction. Only heartbeats can detect it. New connections work.
	 */
	public void cutConnections() {
		this.network.cut();
	}

	/** Closes all clients. You can connect new ones afterwards. */
	public void closeClients() {
		this.clients.forEach(HubClient::closeAsync);
		this.clients.clear();
	}

	/** Closes all clients and the server at once. */
	@Override
	public void close() {
		this.channel.shutdownNow();
		this.server.shutdownNow();
	}

}
