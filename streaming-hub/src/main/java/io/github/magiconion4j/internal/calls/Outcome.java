package io.github.magiconion4j.internal.calls;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.Slice;

/**
 * The outcome of a call.
 */
@FunctionalInterface
interface Outcome {

	/**
	 * Returns the serialized result.
	 * @throws HubStatusException if the call failed; created here, so that it has the
	 * stack trace of the calling thread
	 */
	Slice body();

}
