package io.github.magiconion4j.autoconfigure.observation;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.internal.invocation.CallStatus;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes each call of a hub method. Each is a trace of its own: one trace for a
 * connection would grow for as long as that is open. Heartbeats are no calls.
 */
final class ObservingHubFilter implements HubFilter {

	private static final HubCallObservationConvention DEFAULT = new DefaultHubCallObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable HubCallObservationConvention convention;

	/**
	 * Creates a filter.
	 * @param convention the application's own convention; {@code null} for none
	 */
	ObservingHubFilter(ObservationRegistry registry, @Nullable HubCallObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
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
