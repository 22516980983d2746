package io.github.magiconion4j.interop.hubs;

import io.github.magiconion4j.hub.StreamingHub;

/**
 * A contract without methods: clients only get heartbeats.
 */
public interface IPulseHub extends StreamingHub<IPulseHub.Receiver> {

	/**
	 * A receiver without methods.
	 */
	interface Receiver {

	}

}
