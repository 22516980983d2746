package io.github.magiconion4j.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.github.magiconion4j.client.HubClientState;
import io.github.magiconion4j.client.ReconnectOptions;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.StreamingHub;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;

/**
 * Creates hub clients from the properties
 * {@code magiconion.streaming-hub.client.hubs.<name>}. They connect in the background and
 * reconnect whenever they lose their connection; an unreachable server does not prevent
 * the start of the application. All clients are closed when the application shuts down.
 * Thread-safe.
 */
public final class StreamingHubClients implements SmartLifecycle {

	private final ClientSettingsResolver settings;

	private final HubChannelFactory channelFactory;

	private final @Nullable SslBundles bundles;

	private final Map<String, Channel> channels = new ConcurrentHashMap<>();

	private final Map<String, ClientLog> logs = new ConcurrentHashMap<>();

	private final List<Client> clients = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	private volatile boolean stopped;

	StreamingHubClients(ClientSettingsResolver settings, HubChannelFactory channelFactory,
			@Nullable SslBundles bundles) {
		this.settings = settings;
		this.channelFactory = channelFactory;
		this.bundles = bundles;
	}

	/**
	 * Creates a client without an {@code onConnected} callback.
	 * @param name the name of the client in properties
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the server
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, which starts to connect
	 */
	public <R, H extends StreamingHub<R>> ReconnectingHubClient<H> create(String name, Class<H> hubType, R receiver) {
		return create(name, hubType, receiver, (hub) -> null);
	}

	/**
	 * Creates a client. Any number of clients may have the same name; they share a
	 * channel.
	 * @param name the name of the client in properties
	 * @param hubType the hub interface
	 * @param receiver receives the calls of the server
	 * @param onConnected called with the hub of each new connection before other calls
	 * are sent, see {@link ReconnectingHubClient#open}
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, which starts to connect
	 * @throws IllegalStateException if the application is shutting down
	 */
	public <R, H extends StreamingHub<R>> ReconnectingHubClient<H> create(String name, Class<H> hubType, R receiver,
			Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected) {
		Channel channel = channelOf(name);
		return add(name, ReconnectingHubClient.open(channel, hubType, receiver, onConnected,
				this.settings.options(name), reconnect(name)));
	}

	/** Creates a client that starts to connect when its receiver is available. */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // the contract has checked the types
	ReconnectingHubClient<?> createWhen(CompletionStage<Object> receiver, String name, Class<?> hubType,
			Function<Object, @Nullable CompletionStage<?>> onConnected) {
		Channel channel = channelOf(name);
		return add(name, ReconnectingHubClient.openWhen((CompletionStage) receiver, channel, (Class) hubType,
				onConnected, this.settings.options(name), reconnect(name)));
	}

	private ReconnectOptions reconnect(String name) {
		return this.settings.reconnect(name).withStateListener(log(name));
	}

	private ClientLog log(String name) {
		return this.logs.computeIfAbsent(name, (each) -> new ClientLog(each, System::nanoTime));
	}

	private Channel channelOf(String name) {
		if (this.stopped) {
			throw new IllegalStateException("No client can be created, because the application is shutting down");
		}
		return this.channels.computeIfAbsent(name, this::channel);
	}

	private <C extends ReconnectingHubClient<?>> C add(String name, C created) {
		Client client = new Client(name, created);
		this.clients.add(client);
		created.disconnected().thenAccept((reason) -> {
			log(name).ended(reason);
			if (reason.type() == DisconnectReason.Type.CLIENT_CLOSED) {
				this.clients.remove(client); // a client that has given up stays in
												// states()
			}
		});
		return created;
	}

	private Channel channel(String name) {
		ClientProperties.Hub hub = this.settings.hub(name);
		String address = hub.address();
		return (address == null) ? this.settings.stack(name).orElseThrow().create(name, hub.headers())
				: this.channelFactory.create(new HubChannelFactory.Settings(name, address, hub.ssl().isEnabled(),
						bundle(hub.ssl().bundle()), hub.headers()));
	}

	private @Nullable SslBundle bundle(@Nullable String name) {
		return (name == null || this.bundles == null) ? null : this.bundles.getBundle(name);
	}

	/**
	 * The states of all clients that the application has not closed.
	 * @return the states of the clients of each name
	 */
	public Map<String, List<HubClientState>> states() {
		Map<String, List<HubClientState>> states = new TreeMap<>();
		this.clients.forEach((client) -> states.computeIfAbsent(client.name(), (name) -> new ArrayList<>())
			.add(client.client().state()));
		return states;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	/** Closes all clients at the same time, each within its close timeout. */
	@Override
	public void stop(Runnable callback) {
		this.stopped = true;
		CompletableFuture<?>[] ends = this.clients.stream()
			.map((client) -> client.client().closeAsync().toCompletableFuture())
			.toArray(CompletableFuture[]::new);
		CompletableFuture.allOf(ends).whenComplete((result, failure) -> {
			this.channels.values().forEach(StreamingHubClients::shutDown);
			this.running = false;
			callback.run();
		});
	}

	/** A channel of a gRPC stack may be wrapped; then the stack shuts it down. */
	private static void shutDown(Channel channel) {
		if (channel instanceof ManagedChannel managed) {
			managed.shutdown();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A named client.
	 *
	 * @param name the name of the client in properties
	 * @param client the client itself
	 */
	private record Client(String name, ReconnectingHubClient<?> client) {

	}

}
