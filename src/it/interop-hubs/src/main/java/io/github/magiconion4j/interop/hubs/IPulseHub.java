package io.github.magiconion4j.interop.hubs;

import io.github.magiconion4j.hub.StreamingHub;

/**
 * A contract without methods: whoever connects gets heartbeats.
 */
public interface IPulseHub extends StreamingHub<IPulseHub.Receiver> {

	/**
	 * What the server calls on a client: nothing.
	 */
	interface Receiver {

	}

}
