package io.github.magiconion4j.hub;

import org.jspecify.annotations.Nullable;

/**
 * Tells which status an exception of hub code stands for, where it is no
 * {@link HubStatusException} itself. Thread-safe.
 */
@FunctionalInterface
public interface HubExceptionTranslator {

	/**
	 * Translates an exception.
	 * @param failure what hub code threw
	 * @return what the client is to see, or {@code null} if this translator does not know
	 * it
	 */
	@Nullable HubStatusException translate(Throwable failure);

}
