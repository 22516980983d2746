package io.github.magiconion4j.server;

import java.util.List;

import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;

/**
 * The extensions that the application adds to a server. Immutable.
 *
 * @param filters wrap connections and calls; the first is the outermost
 * @param propagators carry the context of the thread that starts a connection to its hub
 * code
 * @param translators map exceptions to a status; the first one that returns a status wins
 */
public record ServerExtensions(List<HubFilter> filters, List<ContextPropagator> propagators,
		List<HubExceptionTranslator> translators) {

	/** No extensions. */
	public static final ServerExtensions NONE = new ServerExtensions(List.of(), List.of(), List.of());

	/**
	 * Creates extensions with copies of the lists.
	 * @param filters wrap connections and calls
	 * @param propagators carry context to hub code
	 * @param translators map exceptions to a status
	 */
	public ServerExtensions {
		filters = List.copyOf(filters);
		propagators = List.copyOf(propagators);
		translators = List.copyOf(translators);
	}

}
