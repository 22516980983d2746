package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.internal.Internal;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.stream.HubCallExecutor;
import io.github.magiconion4j.internal.stream.HubStream;
import io.github.magiconion4j.internal.stream.Transport;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.transport.KeepAlive;
import io.github.magiconion4j.serialization.HubSerializer;
import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.ServerCallExecutorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves hubs as gRPC services. Without Spring you {@linkplain #builder() build} one.
 * Thread-safe.
 */
public final class StreamingHubServer implements AutoCloseable {

	private static final int CLOSE_SECONDS = 5;

	private static final int MAX_HEADER_BYTES = 32 * 1024;

	private final Map<String, HubService> services = new ConcurrentHashMap<>();

	private final ServerCore core;

	private final Admission admission;

	/** Ends the threads that the server has created itself. */
	private final Runnable closing;

	/**
	 * Creates a builder of a server with its own threads.
	 * @return a builder without hubs
	 */
	public static StreamingHubServerBuilder builder() {
		return new StreamingHubServerBuilder();
	}

	/**
	 * Creates a server without hubs.
	 * @param serializer writes and reads arguments and results
	 * @param timer runs timeouts
	 * @param executors runs hub code, and code that must not wait for it
	 * @param settings the limits of connections
	 * @param extensions returns the application's extensions, which may depend on this
	 * server. Called when the first client connects; if several connect at the same time,
	 * possibly once for each, and must return the same extensions each time
	 * @param groupSettings connects groups with those of other servers
	 */
	@Internal
	public StreamingHubServer(HubSerializer serializer, HubTimer timer, ServerExecutors executors,
			ServerSettings settings, Supplier<ServerExtensions> extensions, GroupSettings groupSettings) {
		this(serializer, timer, executors, settings, extensions, groupSettings, () -> {
		});
	}

	StreamingHubServer(HubSerializer serializer, HubTimer timer, ServerExecutors executors, ServerSettings settings,
			Supplier<ServerExtensions> extensions, GroupSettings groupSettings, Runnable closing) {
		this.core = new ServerCore(serializer, timer, executors, settings, extensions, groupSettings);
		this.admission = this.core.admission();
		this.closing = closing;
	}

	/**
	 * Creates the gRPC service of a hub, to be added to a gRPC server.
	 * @param contract the hub's contract
	 * @param factory creates a hub per connection
	 * @param heartbeats creates the heartbeat of each connection
	 * @param listener is notified of its connections and calls
	 * @param options the options of this hub
	 * @return the service
	 * @throws InvalidContractException if there is already a hub with that service name,
	 * or one with the same receiver and another serializer
	 */
	@Internal
	public BindableService service(HubContract contract, HubFactory factory, Heartbeats heartbeats,
			HubListener listener, HubOptions options) {
		HubService service = new HubService(this.core, contract, factory, heartbeats, listener, options);
		if (this.services.putIfAbsent(contract.serviceName(), service) != null) {
			throw new InvalidContractException(
					"Two hubs have the service name " + contract.serviceName() + ": rename one with @ServiceName");
		}
		return service;
	}

	/**
	 * Groups for services and background jobs.
	 * @return the groups that the application manages
	 */
	public GroupProvider groups() {
		return this.core.groups().application();
	}

	/**
	 * The current groups: those that connections have joined, and those that the
	 * application manages.
	 * @return a stream over live views
	 */
	public Stream<GroupState> groupStates() {
		return this.core.groups().states();
	}

	/**
	 * Queries the number of members of a group on all servers.
	 * @param group the group, from {@link #groupStates()}
	 * @return a stage that completes with the same group and that number, or without it
	 * if it is unknown; on a thread that may block
	 */
	public CompletionStage<GroupState> everywhere(GroupState group) {
		return this.core.groups().everywhere(group);
	}

	/**
	 * The executors on which gRPC calls hubs, for the builder of the gRPC server. The
	 * application's interceptors see the start of a connection on the executor for
	 * connects, where they may block, and its messages on the transport's threads, where
	 * they must not.
	 * @return the supplier, which leaves other services to the server's own executor
	 */
	public ServerCallExecutorSupplier callExecutor() {
		return new HubCallExecutor(this::serves, this.core.executors().connects());
	}

	/**
	 * Prepares the builder of a gRPC server for hubs: the executors on which gRPC calls
	 * them, a way to reset the streams of clients that do not read the end, the age of
	 * transports, and {@value #MAX_HEADER_BYTES} bytes of headers, as in Kestrel. Headers
	 * beyond the limit end the whole transport, with all hubs on it. Clients may ping as
	 * often as they like, also as in Kestrel, and the server pings once a minute, to
	 * detect transports whose peer has silently disappeared. Later calls on the builder
	 * override these settings.
	 * @param builder the builder, whose {@code callExecutor} is replaced
	 */
	public void configure(ServerBuilder<?> builder) {
		configure(builder, () -> null);
	}

	/**
	 * Prepares the builder of a gRPC server for hubs, like
	 * {@link #configure(ServerBuilder)}, and lets the event loops of the transport write
	 * heartbeats and run {@link io.github.magiconion4j.hub.NonBlocking} methods
	 * themselves. The application's interceptors then see heartbeats and answers on those
	 * threads, and must not block them: everything that the thread has to read and write
	 * would wait.
	 * @param builder the builder, whose {@code callExecutor} is replaced
	 * @param currentEventLoop returns the event loop of the current thread; {@code null}
	 * if it has none
	 */
	public void configure(ServerBuilder<?> builder, Supplier<? extends @Nullable Executor> currentEventLoop) {
		configureStreams(builder, currentEventLoop);
		KeepAlive.permitPings(builder);
		KeepAlive.ping(builder);
	}

	/**
	 * Prepares the builder like {@link #configure(ServerBuilder, Supplier)}, but for
	 * pings.
	 * @param builder the builder
	 * @param currentEventLoop returns the event loop of the current thread
	 */
	@Internal
	public void configureStreams(ServerBuilder<?> builder, Supplier<? extends @Nullable Executor> currentEventLoop) {
		builder.callExecutor(callExecutor())
			.maxInboundMetadataSize(MAX_HEADER_BYTES)
			.addStreamTracerFactory(HubStream.factory(this::serves, currentEventLoop, this.admission.limits()))
			.addTransportFilter(Transport.filter(this::knowsTransports));
	}

	private boolean knowsTransports() {
		return this.admission.limits().limitsTransports() || !this.core.settings().maxConnectionAge().isZero();
	}

	/**
	 * Adds all hubs to the builder of a gRPC server, which is {@linkplain #configure
	 * configured} for them.
	 * @param builder the builder
	 */
	public void addTo(ServerBuilder<?> builder) {
		addTo(builder, () -> null);
	}

	/**
	 * Adds all hubs to the builder of a gRPC server, which is
	 * {@linkplain #configure(ServerBuilder, Supplier) configured} for them and for the
	 * event loops of its transport.
	 * @param builder the builder
	 * @param currentEventLoop returns the event loop of the current thread; {@code null}
	 * if it has none
	 */
	public void addTo(ServerBuilder<?> builder, Supplier<? extends @Nullable Executor> currentEventLoop) {
		configure(builder, currentEventLoop);
		this.services.values().forEach(builder::addService);
	}

	/**
	 * Whether new connections are accepted.
	 * @return the admission, which can also refuse them
	 */
	public Admission admission() {
		return this.admission;
	}

	/**
	 * How many streams of a hub have ended but are not released: gRPC still has bytes for
	 * a client that does not read. Each is reset a second after its end, if the gRPC
	 * server was {@linkplain #configure configured}.
	 * @param serviceName the hub's service name
	 * @return their number; 0 for an unknown name
	 */
	public int unreleasedStreams(String serviceName) {
		HubService service = this.services.get(serviceName);
		return (service != null) ? service.unreleased().get() : 0;
	}

	/**
	 * Whether a gRPC service is a hub of this server.
	 * @param serviceName the name of the service
	 * @return whether it is one
	 */
	public boolean serves(String serviceName) {
		return this.services.containsKey(serviceName);
	}

	/**
	 * The service names of the hubs.
	 * @return a snapshot
	 */
	public List<String> serviceNames() {
		return List.copyOf(this.services.keySet());
	}

	/**
	 * The open connections of a hub.
	 * @param serviceName the hub's service name
	 * @return a live view, which never throws
	 * {@link java.util.ConcurrentModificationException}; empty for an unknown name
	 */
	public Collection<ServerConnection> connections(String serviceName) {
		HubService service = this.services.get(serviceName);
		return (service != null) ? service.connections() : List.of();
	}

	/**
	 * The open connections of all hubs.
	 * @return a stream over live views
	 */
	public Stream<ServerConnection> connections() {
		return this.services.values().stream().flatMap((service) -> service.connections().stream());
	}

	/**
	 * Ends all connections, with status UNAVAILABLE and the text "the server is shutting
	 * down", and refuses new ones. The ends are spread over the period, one per
	 * millisecond if there are few, so that clients do not all reconnect at the same
	 * time. Returns when hubs have been notified, or at the end of the period.
	 * @param period the maximum duration
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public void shutdown(Duration period) throws InterruptedException {
		this.admission.shutDown();
		Shutdown.of(this.services.values().stream().flatMap(HubService::openConnections).toList(), period);
	}

	/**
	 * Shuts down within {@value #CLOSE_SECONDS} seconds, or immediately if the thread is
	 * interrupted, and ends the threads of a server that was {@linkplain #builder built}.
	 * Closing it again does nothing.
	 */
	@Override
	public void close() {
		try {
			shutdown(Duration.ofSeconds(CLOSE_SECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.closing.run();
		}
	}

}
