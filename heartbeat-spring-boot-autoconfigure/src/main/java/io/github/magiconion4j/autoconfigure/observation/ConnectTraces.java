package io.github.magiconion4j.autoconfigure.observation;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import io.github.magiconion4j.hub.HubContext;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

/**
 * The trace in which each open connection started. Thread-safe.
 */
final class ConnectTraces {

	private final Map<HubContext, TraceContext> traces = Collections.synchronizedMap(new WeakHashMap<>());

	/** Records the trace of a started observation, if it has one. */
	void add(HubContext connection, Observation observation) {
		TracingContext tracing = observation.getContext().get(TracingContext.class);
		if (tracing != null && tracing.getSpan() != null) {
			this.traces.put(connection, tracing.getSpan().context());
		}
	}

	@Nullable TraceContext of(HubContext connection) {
		return this.traces.get(connection);
	}

}
