package io.github.magiconion4j.autoconfigure.observation;

import io.github.magiconion4j.autoconfigure.observation.HubCallObservation.HighCardinalityKeys;
import io.github.magiconion4j.autoconfigure.observation.HubCallObservation.LowCardinalityKeys;
import io.micrometer.common.KeyValues;

/**
 * The default convention, see {@link HubCallObservation}. Thread-safe; extend it to add
 * key values of your own.
 */
public class DefaultHubCallObservationConvention implements HubCallObservationConvention {

	/**
	 * Creates the convention.
	 */
	public DefaultHubCallObservationConvention() {
	}

	@Override
	public String getName() {
		return "magiconion.server.streaminghub.call";
	}

	@Override
	public String getContextualName(HubCallObservationContext context) {
		return context.call().connection().serviceName() + "/" + context.call().name();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(HubCallObservationContext context) {
		return KeyValues.of(LowCardinalityKeys.SYSTEM.withValue("magiconion"),
				LowCardinalityKeys.SERVICE.withValue(context.call().connection().serviceName()),
				LowCardinalityKeys.METHOD.withValue(context.call().name()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(HubCallObservationContext context) {
		return KeyValues
			.of(HighCardinalityKeys.CONNECTION.withValue(context.call().connection().connectionId().toString()));
	}

}
