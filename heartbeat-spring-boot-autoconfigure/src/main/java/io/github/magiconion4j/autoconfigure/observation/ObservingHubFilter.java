package io.github.magiconion4j.autoconfigure.observation;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubFilter;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/**
 * Observes each call of a hub method. Each is a trace of its own: one trace for a
 * connection would grow for as long as that is open. Heartbeats are no calls.
 */
final class ObservingHubFilter implements HubFilter {

	static final String NAME = "magiconion.server.streaminghub.call";

	private final ObservationRegistry registry;

	ObservingHubFilter(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
		Observation observation = Observation.createNotStarted(NAME, () -> context(call), this.registry).start();
		CompletionStage<@Nullable Object> result = observation.scoped(next::proceed);
		result.whenComplete((value, failure) -> {
			if (failure != null) {
				observation.error((failure instanceof CompletionException wrapper && wrapper.getCause() != null)
						? wrapper.getCause() : failure);
			}
			observation.stop();
		});
		return result;
	}

	private static Observation.Context context(HubCall call) {
		ReceiverContext<HubCall> context = new ReceiverContext<>((carrier, key) -> null, Kind.SERVER);
		context.setCarrier(call);
		String service = call.connection().serviceName();
		context.setContextualName(service + "/" + call.name());
		context.addLowCardinalityKeyValues(
				KeyValues.of("rpc.system", "magiconion", "rpc.service", service, "rpc.method", call.name()));
		context.addHighCardinalityKeyValues(
				KeyValues.of("magiconion.streaminghub.connection", call.connection().connectionId().toString()));
		return context;
	}

}
