package io.github.magiconion4j.hub;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Stands around connections and calls of hubs, for authentication, logging, metrics and
 * the like. Filters are shared by all connections and must be thread-safe. They run where
 * hub code runs, and may block as it may.
 */
public interface HubFilter {

	/**
	 * Around the beginning of a connection: the making of its hub, {@code onConnecting}
	 * and {@code onConnected}. There is no hub before {@code next} is called.
	 * @param connection the connection
	 * @param next what comes next
	 * @throws Exception to refuse the connection: with its status, if it is a
	 * {@link HubStatusException}, else with INTERNAL
	 */
	default void connect(HubContext connection, Connecting next) throws Exception {
		next.proceed();
	}

	/**
	 * Around a call of a hub method.
	 * @param call the call
	 * @param next what comes next
	 * @return its result, in time; a plain one is there already
	 */
	default CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
		return next.proceed();
	}

	/**
	 * The rest of what makes a connection.
	 */
	@FunctionalInterface
	interface Connecting {

		/**
		 * Goes on.
		 * @throws Exception what the hub, or a filter after this one, throws
		 */
		void proceed() throws Exception;

	}

	/**
	 * The rest of a call.
	 */
	@FunctionalInterface
	interface Calling {

		/**
		 * Goes on.
		 * @return the result, or the failure; it is never thrown
		 */
		CompletionStage<@Nullable Object> proceed();

	}

}
