package io.github.magiconion4j.server;

import java.security.Principal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What was current when a connection began, and is again wherever its hub code runs: the
 * gRPC context, the MDC with hub and connection, and what propagators carry.
 */
final class ConnectionContext {

	private static final String HUB = "hub";

	private static final String CONNECTION = "connection";

	private final Context grpc = Context.current();

	private final @Nullable Map<String, String> mdc = MDC.getCopyOfContextMap();

	private final List<ContextPropagator.Captured> captured;

	private final String serviceName;

	private final String connectionId;

	/** Takes what is current on this thread. */
	ConnectionContext(List<ContextPropagator> propagators, String serviceName, String connectionId) {
		List<ContextPropagator.Captured> found = new ArrayList<>(propagators.size());
		for (ContextPropagator propagator : propagators) {
			ContextPropagator.Captured taken = propagator.capture();
			if (taken != null) {
				found.add(taken);
			}
		}
		this.captured = List.copyOf(found);
		this.serviceName = serviceName;
		this.connectionId = connectionId;
	}

	/** Makes it current on this thread, which has nothing of the like. */
	ContextPropagator.Scope attach() {
		Context before = this.grpc.attach();
		if (this.mdc != null) {
			MDC.setContextMap(this.mdc);
		}
		MDC.put(HUB, this.serviceName);
		MDC.put(CONNECTION, this.connectionId);
		Deque<ContextPropagator.Scope> scopes = new ArrayDeque<>(this.captured.size());
		for (ContextPropagator.Captured each : this.captured) {
			scopes.push(each.attach());
		}
		return () -> {
			scopes.forEach(ContextPropagator.Scope::close);
			MDC.clear();
			this.grpc.detach(before);
		};
	}

	/** Who the client is, as far as that is known. */
	@Nullable Principal principal(ServerCall<?, ?> call) {
		for (ContextPropagator.Captured each : this.captured) {
			Principal found = each.principal();
			if (found != null) {
				return found;
			}
		}
		SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
		try {
			return (session != null) ? session.getPeerPrincipal() : null;
		}
		catch (SSLPeerUnverifiedException ex) { // it showed no certificate
			return null;
		}
	}

}
