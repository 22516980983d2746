package io.github.magiconion4j.internal.calls;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.Slice;

/**
 * How a call came out.
 */
@FunctionalInterface
interface Outcome {

	/**
	 * The bytes of its result.
	 * @throws HubStatusException if there is none; with the stack of the thread that
	 * wants to know
	 */
	Slice body();

}
