package io.github.magiconion4j.server;

import java.security.Principal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Carries a thread-bound value, such as a security context, from the thread that starts a
 * connection to every thread that runs the connection's hub code. The gRPC context and
 * the MDC of SLF4J are propagated without it. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface ContextPropagator {

	/**
	 * Captures the current value. Called on the thread that starts a connection, after
	 * all gRPC interceptors.
	 * @return the captured value; {@code null} if there is none
	 */
	@Nullable Captured capture();

	/**
	 * A value captured when a connection started. Implementations must be thread-safe.
	 */
	interface Captured {

		/**
		 * Makes the value current on this thread.
		 * @return a scope, closed on the same thread to restore the previous value
		 */
		Scope attach();

		/**
		 * Identifies the client.
		 * @return the client's principal; {@code null} if this value has none
		 */
		default @Nullable Principal principal() {
			return null;
		}

		/**
		 * Tells when the client's credentials expire. The server ends the connection at
		 * that time.
		 * @return a wall-clock time; {@code null} if the credentials do not expire, or
		 * this value has none
		 */
		default @Nullable Instant expiresAt() {
			return null;
		}

	}

	/**
	 * The time during which a captured value is current; ended by {@link #close()}.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
