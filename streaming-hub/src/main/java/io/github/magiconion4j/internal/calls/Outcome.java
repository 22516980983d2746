package io.github.magiconion4j.internal.calls;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.Slice;

/**
 * The outcome of a call.
 */
@FunctionalInterface
public interface Outcome {

	/**
	 * Returns the serialized result.
	 * @return the bytes
	 * @throws HubStatusException if the call failed; created here, so that it has the
	 * stack trace of the calling thread
	 */
	Slice body();

	/**
	 * The outcome of a call that could not be sent.
	 * @param failure why; a serializer may throw anything
	 * @return the outcome, which throws the failure
	 */
	static Outcome unsent(Throwable failure) {
		return () -> {
			if (failure instanceof Error error) {
				throw error;
			}
			throw (failure instanceof RuntimeException ex) ? ex : new IllegalArgumentException(failure);
		};
	}

}
