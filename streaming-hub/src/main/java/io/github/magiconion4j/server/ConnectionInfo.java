package io.github.magiconion4j.server;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.magiconion4j.internal.spi.HubConnection;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is to those who ask: who, from where, with what.
 */
abstract class ConnectionInfo extends ServerCall.Listener<byte[]> implements HubConnection {

	private final UUID id = UUID.randomUUID();

	private final HubService service;

	private final ServerCall<byte[], byte[]> call;

	private final Metadata headers;

	private final ConnectionContext context;

	private final long begun;

	/** Of its end; 0 before that. */
	private volatile long lasted;

	/** Made when it is needed. */
	private volatile @Nullable ConcurrentMap<String, Object> attributes;

	ConnectionInfo(HubService service, ServerCall<byte[], byte[]> call, Metadata headers) {
		this.service = service;
		this.call = call;
		this.headers = headers;
		this.context = new ConnectionContext(service.server().propagators(), service.serviceName(), this.id.toString());
		this.begun = server().timer().now();
	}

	/** The connection has ended. */
	final void stopClock() {
		this.lasted = Math.max(1, server().timer().now() - this.begun);
	}

	@Override
	public final Duration age() {
		long known = this.lasted;
		return Duration.ofNanos((known != 0) ? known : server().timer().now() - this.begun);
	}

	final HubService service() {
		return this.service;
	}

	final StreamingHubServer server() {
		return this.service.server();
	}

	final ConnectionContext context() {
		return this.context;
	}

	@Override
	public final UUID connectionId() {
		return this.id;
	}

	@Override
	public final String serviceName() {
		return this.service.serviceName();
	}

	@Override
	public final @Nullable String header(String name) {
		return this.headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
	}

	@Override
	public final @Nullable SocketAddress remoteAddress() {
		return this.call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
	}

	@Override
	public final Object transport() {
		return Objects.requireNonNullElse(remoteAddress(), this);
	}

	@Override
	public final @Nullable Principal principal() {
		return this.context.principal(this.call);
	}

	@Override
	public final synchronized ConcurrentMap<String, Object> attributes() {
		ConcurrentMap<String, Object> known = this.attributes;
		if (known == null) {
			known = new ConcurrentHashMap<>();
			this.attributes = known;
		}
		return known;
	}

	@Override
	public final void inContext(Runnable action) {
		ContextPropagator.Scope scope = this.context.attach();
		try {
			action.run();
		}
		finally {
			scope.close();
		}
	}

	@Override
	public final String toString() {
		return serviceName() + "/" + this.id;
	}

}
