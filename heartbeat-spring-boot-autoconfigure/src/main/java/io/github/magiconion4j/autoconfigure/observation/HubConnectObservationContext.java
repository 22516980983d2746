package io.github.magiconion4j.autoconfigure.observation;

import java.util.Objects;

import io.github.magiconion4j.hub.HubContext;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * The context of the observation of a connect. The headers of the client may carry the
 * context of a trace.
 */
public final class HubConnectObservationContext extends ReceiverContext<HubContext> {

	/**
	 * Creates a context.
	 * @param connection the new connection
	 */
	public HubConnectObservationContext(HubContext connection) {
		super((carrier, key) -> carrier.header(key), Kind.SERVER);
		setCarrier(connection);
	}

	/**
	 * The connection whose start is observed.
	 * @return the connection
	 */
	public HubContext connection() {
		return Objects.requireNonNull(getCarrier());
	}

}
