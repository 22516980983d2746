package io.github.magiconion4j.server;

import java.security.Principal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Carries something of the thread that begins a connection, such as a security context,
 * to wherever that connection's hub code runs. (gRPC's own context and the MDC of SLF4J
 * are carried without one.) Thread-safe.
 */
@FunctionalInterface
public interface ContextPropagator {

	/**
	 * Takes what is current. Called on the thread that begins a connection, inside of all
	 * gRPC interceptors.
	 * @return what was taken; {@code null} if there is nothing
	 */
	@Nullable Captured capture();

	/**
	 * What was current when a connection began. Thread-safe.
	 */
	interface Captured {

		/**
		 * Makes it current on this thread.
		 * @return takes it back, on the same thread
		 */
		Scope attach();

		/**
		 * Whom it speaks of.
		 * @return the client, or {@code null} if it does not tell
		 */
		default @Nullable Principal principal() {
			return null;
		}

		/**
		 * When the credentials expire that authenticated the client. Its connection ends
		 * then.
		 * @return a time of the wall clock, or {@code null} if it does not tell
		 */
		default @Nullable Instant expiresAt() {
			return null;
		}

	}

	/**
	 * For as long as something is current.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
