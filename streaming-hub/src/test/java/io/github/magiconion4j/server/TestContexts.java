package io.github.magiconion4j.server;

import java.security.Principal;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Contexts that are current at the start of a connection: gRPC's, the MDC and an
 * application's.
 */
final class TestContexts {

	private static final Context.Key<String> GRPC = Context.key("test");

	private static final ThreadLocal<@Nullable String> OWN = new ThreadLocal<>();

	private TestContexts() {
	}

	/** The contexts that are current on this thread, without the connection's id. */
	static String current() {
		return "grpc=" + GRPC.get() + " mdc=" + MDC.get("tenant") + " hub=" + MDC.get("hub") + " own=" + OWN.get();
	}

	/** Whether there is any context on this thread. */
	static boolean isEmpty() {
		return GRPC.get() == null && OWN.get() == null
				&& (MDC.getCopyOfContextMap() == null || MDC.getCopyOfContextMap().isEmpty());
	}

	/** Makes them current during the start of each connection. */
	static ServerInterceptor interceptor() {
		return new ServerInterceptor() {

			@Override
			public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
					ServerCallHandler<Q, R> next) {
				MDC.put("tenant", "acme");
				OWN.set("mine");
				try {
					return Contexts.interceptCall(Context.current().withValue(GRPC, "yes"), call, headers, next);
				}
				finally {
					MDC.remove("tenant");
					OWN.remove();
				}
			}

		};
	}

	static ContextPropagator propagator() {
		return () -> {
			String captured = OWN.get();
			return (captured != null) ? new Captured(captured) : null;
		};
	}

	private record Captured(String value) implements ContextPropagator.Captured {

		@Override
		public ContextPropagator.Scope attach() {
			OWN.set(this.value);
			return OWN::remove;
		}

		@Override
		public Principal principal() {
			return () -> this.value;
		}

	}

}
