package io.github.magiconion4j.server;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.github.magiconion4j.internal.threads.UserCode;
import io.grpc.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The context that was current when a connection started, and is restored wherever its
 * hub code runs: the values of the gRPC context, the MDC with hub and connection, and
 * what propagators captured.
 */
final class ConnectionContext implements Supplier<SerialExecutor.Scope> {

	private static final String HUB = "hub";

	private static final String CONNECTION = "connection";

	/**
	 * A fork has the values of the connect call's context, but neither its deadline nor
	 * its cancellation: hub code may call other services after the end of the call.
	 */
	private final Context grpc = Context.current().fork();

	private final @Nullable Map<String, String> mdc = MDC.getCopyOfContextMap();

	private final List<ContextPropagator.Captured> captured;

	private final HubService service;

	private final UUID connectionId;

	/** Captures the context of the current thread. */
	ConnectionContext(HubService service, UUID connectionId) {
		this.service = service;
		this.connectionId = connectionId;
		List<ContextPropagator> propagators = service.core().extensions().propagators();
		List<ContextPropagator.Captured> found = new ArrayList<>(propagators.size());
		for (ContextPropagator propagator : propagators) {
			ContextPropagator.Captured taken = userCode().call(propagator, propagator::capture);
			if (taken != null) {
				found.add(taken);
			}
		}
		this.captured = List.copyOf(found);
	}

	/**
	 * Makes the context current on this thread. Closing the scope restores the MDC of an
	 * interceptor around a call on the event loop. On other threads it clears the MDC,
	 * which may be inherited from the thread that happened to create them.
	 */
	@Override
	public SerialExecutor.Scope get() {
		Context before = this.grpc.attach();
		Map<String, String> outer = TransportThread.isCurrent() ? MDC.getCopyOfContextMap() : null;
		if (this.mdc != null) {
			MDC.setContextMap(this.mdc);
		}
		else if (outer != null) {
			MDC.clear();
		}
		MDC.put(HUB, this.service.serviceName());
		MDC.put(CONNECTION, this.connectionId.toString());
		Deque<ContextPropagator.Scope> scopes = new ArrayDeque<>(this.captured.size());
		for (ContextPropagator.Captured each : this.captured) {
			ContextPropagator.Scope scope = userCode().call(each, each::attach);
			if (scope != null) {
				scopes.push(scope);
			}
		}
		return () -> {
			scopes.forEach((scope) -> userCode().run(scope, scope::close));
			if (outer != null) {
				MDC.setContextMap(outer);
			}
			else {
				MDC.clear();
			}
			this.grpc.detach(before);
		};
	}

	void run(Runnable action) {
		SerialExecutor.Scope scope = get();
		try {
			action.run();
		}
		finally {
			scope.close();
		}
	}

	/** The client's principal; {@code null} if no propagator knows it. */
	@Nullable Principal principal() {
		return first(ContextPropagator.Captured::principal);
	}

	/** When the client's credentials expire; {@code null} if no propagator knows it. */
	@Nullable Instant expiresAt() {
		return first(ContextPropagator.Captured::expiresAt);
	}

	private <T> @Nullable T first(Function<ContextPropagator.Captured, ? extends @Nullable T> question) {
		for (ContextPropagator.Captured each : this.captured) {
			T found = userCode().call(each, () -> question.apply(each));
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private UserCode userCode() {
		return this.service.core().userCode();
	}

}
