package io.github.magiconion4j.server;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.internal.groups.ManagedGroups;
import io.github.magiconion4j.internal.groups.Users;
import io.github.magiconion4j.internal.invocation.LocalMethod;
import io.github.magiconion4j.internal.invocation.MethodTable;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.threads.FailureLog;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.github.magiconion4j.serialization.HubSerializer;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub as a gRPC service with one bidirectional method, {@code Connect}. Each call of it
 * is a connection.
 */
final class HubService implements BindableService, ServerCallHandler<byte[], byte[]> {

	private static final Logger logger = LoggerFactory.getLogger(HubService.class);

	private final ServerCore core;

	private final HubContract contract;

	private final HubFactory factory;

	private final Heartbeats heartbeats;

	private final HubListener listener;

	private final MethodTable<HubMethod> methods;

	private final RemoteProxies receivers;

	private final ManagedGroups groups;

	private final Users users;

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	/** The number of ended connections whose streams gRPC has not released yet. */
	private final AtomicInteger unreleased = new AtomicInteger();

	private final FailureLog failures;

	private final OncePerMinute blocked;

	HubService(ServerCore core, HubContract contract, HubFactory factory, Heartbeats heartbeats, HubListener listener,
			HubOptions options) {
		this.core = core;
		this.contract = contract;
		this.factory = factory;
		this.heartbeats = heartbeats;
		this.listener = GuardedHubListener.of(listener, core.userCode());
		HubSerializer own = options.serializer();
		HubSerializer serializer = (own != null) ? own : core.serializer();
		this.methods = new MethodTable<>(contract.hubMethods(), (method) -> hubMethod(method, serializer));
		this.receivers = core.receivers().of(contract.receiverType(), serializer);
		this.users = new Users(options.sameUser(),
				(options.sameUser() == SameUserPolicy.KICK) ? core.groups().usersOf(contract.serviceName()) : null,
				2 * Termination.GRACE_NANOS, InstantSource.system());
		this.failures = new FailureLog(core.timer()::now);
		this.blocked = new OncePerMinute(core.timer()::now);
		this.groups = core.groups().ofHub(contract.serviceName(), this.receivers);
	}

	private HubMethod hubMethod(ContractMethod method, HubSerializer serializer) {
		return new HubMethod(new LocalMethod(method, serializer), this.listener.method(method.name()),
				this.contract.nonBlocking().contains(method.name()));
	}

	@Override
	public ServerServiceDefinition bindService() {
		MethodDescriptor<byte[], byte[]> connect = ConnectMethod.of(this.contract.connectMethod());
		return ServerServiceDefinition.builder(this.contract.serviceName()).addMethod(connect, this).build();
	}

	@Override
	public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
		return new Connection(this, call, headers).start();
	}

	ServerCore core() {
		return this.core;
	}

	String serviceName() {
		return this.contract.serviceName();
	}

	HubFactory factory() {
		return this.factory;
	}

	Heartbeats heartbeats() {
		return this.heartbeats;
	}

	MethodTable<HubMethod> methods() {
		return this.methods;
	}

	RemoteProxies receivers() {
		return this.receivers;
	}

	ManagedGroups groups() {
		return this.groups;
	}

	Class<?> receiverType() {
		return this.contract.receiverType();
	}

	Users users() {
		return this.users;
	}

	void add(Connection connection) {
		if (this.connections.add(connection)) {
			this.core.groups().connected(connection);
			this.listener.connected(connection);
		}
	}

	void remove(Connection connection, DisconnectReason reason) {
		if (this.connections.remove(connection)) {
			this.listener.disconnected(connection, reason);
		}
	}

	/**
	 * A connection has ended before it was added. Clients that went away are not reported
	 * as refused.
	 */
	void refused(Connection connection, DisconnectReason reason) {
		if (!reason.type().isOfClient()) {
			this.listener.refused(connection, reason);
		}
	}

	/** A method took long on the event loop, though it is declared non-blocking. */
	void blocked(HubMethod method, long nanos) {
		if (this.blocked.next() > 0) {
			logger.warn(
					"{}/{} is declared @NonBlocking, but took {} ms, for which other connections had to wait: "
							+ "it blocks, unless the JVM has paused",
					serviceName(), method.name(), TimeUnit.NANOSECONDS.toMillis(nanos));
		}
	}

	FailureLog failures() {
		return this.failures;
	}

	AtomicInteger unreleased() {
		return this.unreleased;
	}

	Collection<ServerConnection> connections() {
		return Collections.unmodifiableSet(this.connections);
	}

	Stream<Connection> openConnections() {
		return this.connections.stream();
	}

}
