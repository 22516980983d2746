package io.github.magiconion4j.server;

import java.util.List;

import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;

/**
 * What the application adds to a server. Immutable.
 *
 * @param filters stand around connections and calls, the first outermost
 * @param propagators carry what is current when a connection begins to its hub code
 * @param translators tell the status of exceptions; the first that knows is right
 */
public record ServerExtensions(List<HubFilter> filters, List<ContextPropagator> propagators,
		List<HubExceptionTranslator> translators) {

	/** Nothing. */
	public static final ServerExtensions NONE = new ServerExtensions(List.of(), List.of(), List.of());

	/**
	 * Makes a copy of the lists.
	 * @param filters stand around connections and calls
	 * @param propagators carry what is current to hub code
	 * @param translators tell the status of exceptions
	 */
	public ServerExtensions {
		filters = List.copyOf(filters);
		propagators = List.copyOf(propagators);
		translators = List.copyOf(translators);
	}

}
