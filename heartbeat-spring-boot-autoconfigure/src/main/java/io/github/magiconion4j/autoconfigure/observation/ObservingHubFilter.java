package io.github.magiconion4j.autoconfigure.observation;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.autoconfigure.observation.HubCallObservation.HighCardinalityKeys;
import io.github.magiconion4j.autoconfigure.observation.HubCallObservation.LowCardinalityKeys;
import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.internal.invocation.CallStatus;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes the start of each connection, as part of the client's trace if there is one,
 * and each call of a hub method. Each call is a trace of its own, because a trace per
 * connection would grow for as long as the connection is open. Heartbeats are not
 * observed.
 */
final class ObservingHubFilter implements HubFilter {

	private static final HubCallObservationConvention DEFAULT = new DefaultHubCallObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable HubCallObservationConvention convention;

	private final ConnectTraces connects;

	/**
	 * Creates a filter.
	 * @param convention the application's own convention; {@code null} for none
	 * @param connects records the trace of each connection
	 */
	ObservingHubFilter(ObservationRegistry registry, @Nullable HubCallObservationConvention convention,
			ConnectTraces connects) {
		this.registry = registry;
		this.convention = convention;
		this.connects = connects;
	}

	@Override
	public void connect(HubContext connection, Connecting next) throws Exception {
		Observation observation = HubCallObservation.CONNECT
			.observation(this.registry, () -> new HubConnectObservationContext(connection))
			.contextualName(connection.serviceName() + "/Connect")
			.lowCardinalityKeyValue(LowCardinalityKeys.SYSTEM.withValue("magiconion"))
			.lowCardinalityKeyValue(LowCardinalityKeys.SERVICE.withValue(connection.serviceName()))
			.highCardinalityKeyValue(HighCardinalityKeys.CONNECTION.withValue(connection.connectionId().toString()));
		observation.observeChecked(() -> {
			this.connects.add(connection, observation);
			next.proceed();
		});
	}

	@Override
	public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
		Observation observation = HubCallObservation.CALL.start(this.convention, DEFAULT,
				() -> new HubCallObservationContext(call), this.registry);
		CompletionStage<@Nullable Object> result = observation.scoped(next::proceed);
		result.whenComplete((value, failure) -> {
			if (failure != null) {
				observation.error(CallStatus.cause(failure));
			}
			observation.stop();
		});
		return result;
	}

}
