package io.github.magiconion4j.hub;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Intercepts connections and calls of hubs, for authentication, logging, metrics and the
 * like. Filters are shared by all connections and must be thread-safe. {@code connect}
 * runs on a thread for new connections and may block. {@code call} runs on the thread of
 * the hub method, so it may block unless the method is {@link NonBlocking}.
 */
public interface HubFilter {

	/**
	 * Intercepts a new connection: the creation of its hub, {@code onConnecting} and
	 * {@code onConnected}. The hub does not exist before {@code next} is called.
	 * @param connection the connection
	 * @param next the rest of the chain
	 * @throws Exception to refuse the connection: with its status if it is a
	 * {@link HubStatusException}, otherwise with INTERNAL
	 */
	default void connect(HubContext connection, Connecting next) throws Exception {
		next.proceed();
	}

	/**
	 * Intercepts a call of a hub method.
	 * @param call the call
	 * @param next the rest of the chain
	 * @return a stage with the result; already complete if the method returns a plain
	 * value
	 */
	default CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
		return next.proceed();
	}

	/**
	 * The rest of the chain of a new connection.
	 */
	@FunctionalInterface
	interface Connecting {

		/**
		 * Calls the next filter, or creates and connects the hub.
		 * @throws Exception what the hub or a later filter throws
		 */
		void proceed() throws Exception;

	}

	/**
	 * The rest of the chain of a call.
	 */
	@FunctionalInterface
	interface Calling {

		/**
		 * Calls the next filter, or the hub method.
		 * @return a stage with the result or the failure; nothing is thrown
		 */
		CompletionStage<@Nullable Object> proceed();

	}

}
