package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.spi.Heartbeats;
import io.github.magiconion4j.hub.spi.HubConnection;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.timer.HubTimer;
import io.grpc.BindableService;
import io.grpc.ServerCallExecutorSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves hubs as gRPC services. Thread-safe.
 */
public final class StreamingHubServer {

	private static final Logger logger = LoggerFactory.getLogger(StreamingHubServer.class);

	private final Map<String, HubService> services = new ConcurrentHashMap<>();

	private final HubSerializer serializer;

	private final HubTimer timer;

	private final Executor hubExecutor;

	private final Executor sendExecutor;

	private final Executor callbackExecutor;

	private final ServerSettings settings;

	/** Sends heartbeats, many of them once its thread is awake. */
	private final Strand heartbeatSender;

	private volatile boolean shutDown;

	/**
	 * Makes a server without hubs.
	 * @param serializer writes and reads arguments and results
	 * @param timer bounds how long things wait
	 * @param hubExecutor runs hub code, which may block
	 * @param sendExecutor sends what the timer's thread asks for; nothing that blocks is
	 * run on it, unless a gRPC interceptor of the application blocks
	 * @param callbackExecutor tells hubs of their end when they block the hub executor
	 * @param settings the limits of connections
	 */
	public StreamingHubServer(HubSerializer serializer, HubTimer timer, Executor hubExecutor, Executor sendExecutor,
			Executor callbackExecutor, ServerSettings settings) {
		this.serializer = serializer;
		this.timer = timer;
		this.hubExecutor = hubExecutor;
		this.sendExecutor = sendExecutor;
		this.callbackExecutor = callbackExecutor;
		this.settings = settings;
		this.heartbeatSender = new Strand(sendExecutor, 1000);
	}

	/**
	 * Makes the gRPC service of a hub, to be added to a gRPC server.
	 * @param contract the hub's contract
	 * @param factory makes a hub per connection
	 * @param heartbeats gives each connection its heartbeat
	 * @return the service
	 * @throws InvalidContractException if there is a hub of that service name already
	 */
	public BindableService service(HubContract contract, HubFactory factory, Heartbeats heartbeats) {
		HubService service = new HubService(this, contract, factory, heartbeats);
		if (this.services.putIfAbsent(contract.serviceName(), service) != null) {
			throw new InvalidContractException("Two hubs have the service name " + contract.serviceName()
					+ ": give one another with @ServiceName");
		}
		return service;
	}

	/**
	 * Where gRPC is to call hubs, to be given to the builder of the gRPC server. The
	 * application's interceptors see the beginning of a connection on the hub executor,
	 * where they may block, and its messages on the transport's threads, where they must
	 * not.
	 * @return the supplier, which leaves other services to the server's own executor
	 */
	public ServerCallExecutorSupplier callExecutor() {
		return new HubCallExecutor(this::serves, this.hubExecutor);
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
	 * The connections of a hub that are open now.
	 * @param serviceName the hub's service name
	 * @return a live view, which never throws
	 * {@link java.util.ConcurrentModificationException}; empty for an unknown name
	 */
	public Collection<HubConnection> connections(String serviceName) {
		HubService service = this.services.get(serviceName);
		return (service != null) ? service.connections() : List.of();
	}

	/**
	 * The connections of all hubs that are open now.
	 * @return a stream over live views
	 */
	public Stream<HubConnection> connections() {
		return this.services.values().stream().flatMap((service) -> service.connections().stream());
	}

	/**
	 * Ends all connections, with status UNAVAILABLE and the text "the server is shutting
	 * down", and refuses new ones. They are spread over the time, one per millisecond if
	 * there are few, so that clients do not all come back at once. Returns when hubs were
	 * told, or at the end of the time.
	 * @param period how long it may take
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public void shutdown(Duration period) throws InterruptedException {
		this.shutDown = true;
		long begin = System.nanoTime();
		List<Connection> open = this.services.values().stream().flatMap(HubService::openConnections).toList();
		// Half of the time to say goodbye, half for hubs to hear it.
		long step = Math.min(TimeUnit.MILLISECONDS.toNanos(1), period.toNanos() / (2L * open.size() + 1));
		for (int i = 0; i < open.size(); i++) {
			long early = begin + i * step - System.nanoTime();
			if (early > 0) {
				TimeUnit.NANOSECONDS.sleep(early);
			}
			open.get(i).shutDown();
		}
		CompletableFuture<?>[] told = open.stream().map(Connection::disconnected).toArray(CompletableFuture[]::new);
		try {
			CompletableFuture.allOf(told)
				.get(Math.max(0, begin + period.toNanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("Not all hubs heard of the shutdown in {}", period);
		}
	}

	boolean isShutDown() {
		return this.shutDown;
	}

	Executor callbackExecutor() {
		return this.callbackExecutor;
	}

	ServerSettings settings() {
		return this.settings;
	}

	HubSerializer serializer() {
		return this.serializer;
	}

	HubTimer timer() {
		return this.timer;
	}

	Executor hubExecutor() {
		return this.hubExecutor;
	}

	Strand heartbeatSender() {
		return this.heartbeatSender;
	}

	Executor sendExecutor() {
		return this.sendExecutor;
	}

}
