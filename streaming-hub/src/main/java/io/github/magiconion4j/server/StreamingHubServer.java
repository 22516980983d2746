package io.github.magiconion4j.server;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.spi.Heartbeats;
import io.github.magiconion4j.hub.spi.HubConnection;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.timer.HubTimer;
import io.grpc.BindableService;

/**
 * Serves hubs as gRPC services. Thread-safe.
 */
public final class StreamingHubServer {

	private final Map<String, HubService> services = new ConcurrentHashMap<>();

	private final HubSerializer serializer;

	private final HubTimer timer;

	private final Executor hubExecutor;

	private final Executor sendExecutor;

	/**
	 * Makes a server without hubs.
	 * @param serializer writes and reads arguments and results
	 * @param timer bounds how long things wait
	 * @param hubExecutor runs hub code, which may block
	 * @param sendExecutor sends what the timer's thread asks for; nothing that blocks is
	 * run on it, unless a gRPC interceptor of the application blocks
	 */
	public StreamingHubServer(HubSerializer serializer, HubTimer timer, Executor hubExecutor, Executor sendExecutor) {
		this.serializer = serializer;
		this.timer = timer;
		this.hubExecutor = hubExecutor;
		this.sendExecutor = sendExecutor;
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

	HubSerializer serializer() {
		return this.serializer;
	}

	HubTimer timer() {
		return this.timer;
	}

	Executor hubExecutor() {
		return this.hubExecutor;
	}

	Executor sendExecutor() {
		return this.sendExecutor;
	}

}
