package io.github.magiconion4j.autoconfigure.observation;

import java.util.Objects;

import io.github.magiconion4j.hub.HubCall;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * The context of the observation of a hub call.
 */
public final class HubCallObservationContext extends ReceiverContext<HubCall> {

	/**
	 * Creates a context. Calls carry no trace context of their own.
	 * @param call the call
	 */
	public HubCallObservationContext(HubCall call) {
		super((carrier, key) -> null, Kind.SERVER);
		setCarrier(call);
	}

	/**
	 * The observed call.
	 * @return the call
	 */
	public HubCall call() {
		return Objects.requireNonNull(getCarrier());
	}

}
