package io.github.magiconion4j.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Name and key values of the observations of hub calls. A bean of this type replaces
 * {@link DefaultHubCallObservationConvention}.
 */
public interface HubCallObservationConvention extends ObservationConvention<HubCallObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof HubCallObservationContext;
	}

}
