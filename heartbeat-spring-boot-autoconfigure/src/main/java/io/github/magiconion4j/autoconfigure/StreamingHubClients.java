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
 * Makes clients of hubs as {@code magiconion.streaming-hub.client.hubs.<name>} says. They
 * connect by themselves, and again whenever they lose their connection; a server that
 * cannot be reached does not stop the application. All of them are closed when the
 * application ends. Thread-safe.
 */
public final class StreamingHubClients implements SmartLifecycle {

	private final ClientSettingsResolver settings;

	private final HubChannelFactory channelFactory;

	private final @Nullable SslBundles bundles;

	private final Map<String, Channel> channels = new ConcurrentHashMap<>();

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
	 * Makes a client that has nothing to do when it is connected.
	 * @param name the name under which its properties stand
	 * @param hubType the hub interface
	 * @param receiver what the server calls
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, which begins to connect
	 */
	public <R, H extends StreamingHub<R>> ReconnectingHubClient<H> create(String name, Class<H> hubType, R receiver) {
		return create(name, hubType, receiver, (hub) -> null);
	}

	/**
	 * Makes a client. Any number of clients may have the same name; they share a channel.
	 * @param name the name under which its properties stand
	 * @param hubType the hub interface
	 * @param receiver what the server calls
	 * @param onConnected called with the hub of each new connection before anything else
	 * is sent, see {@link ReconnectingHubClient#open}
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the client, which begins to connect
	 * @throws IllegalStateException if the application is ending
	 */
	public <R, H extends StreamingHub<R>> ReconnectingHubClient<H> create(String name, Class<H> hubType, R receiver,
			Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected) {
		Channel channel = channelOf(name);
		return add(name, ReconnectingHubClient.open(channel, hubType, receiver, onConnected,
				this.settings.options(name), this.settings.reconnect(name)));
	}

	/** Makes a client that begins to connect when it gets its receiver. */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // by the contract
	ReconnectingHubClient<?> createWhen(CompletionStage<Object> receiver, String name, Class<?> hubType,
			Function<Object, @Nullable CompletionStage<?>> onConnected) {
		Channel channel = channelOf(name);
		return add(name, ReconnectingHubClient.openWhen((CompletionStage) receiver, channel, (Class) hubType,
				onConnected, this.settings.options(name), this.settings.reconnect(name)));
	}

	private Channel channelOf(String name) {
		if (this.stopped) {
			throw new IllegalStateException("The application is ending: there are no new clients");
		}
		return this.channels.computeIfAbsent(name, this::channel);
	}

	private <C extends ReconnectingHubClient<?>> C add(String name, C created) {
		Client client = new Client(name, created);
		this.clients.add(client);
		created.disconnected().thenAccept((reason) -> {
			if (reason.type() == DisconnectReason.Type.CLIENT_CLOSED) {
				this.clients.remove(client); // one that has given up is still shown
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

	/** One of a stack may be wrapped, and is then shut down by the stack. */
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
	 * A client.
	 *
	 * @param name the name under which its properties stand
	 * @param client the client itself
	 */
	private record Client(String name, ReconnectingHubClient<?> client) {

	}

}
