package io.github.magiconion4j.hub;

import org.jspecify.annotations.Nullable;

/**
 * Maps exceptions of hub code to the status that the client gets. Not asked for
 * exceptions that carry a status themselves, such as {@link HubStatusException}.
 * Thread-safe.
 */
@FunctionalInterface
public interface HubExceptionTranslator {

	/**
	 * Translates an exception.
	 * @param failure what hub code threw
	 * @return the status for the client; {@code null} if this translator does not handle
	 * the exception
	 */
	@Nullable HubStatusException translate(Throwable failure);

}
