package io.github.magiconion4j.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/**
 * Creates the spans of calls, each with a link to the span in which its connection
 * started.
 */
final class LinkingTracingHandler extends PropagatingReceiverTracingObservationHandler<HubCallObservationContext> {

	private final ConnectTraces connects;

	LinkingTracingHandler(Tracer tracer, Propagator propagator, ConnectTraces connects) {
		super(tracer, propagator);
		this.connects = connects;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof HubCallObservationContext;
	}

	@Override
	public Span.Builder customizeExtractedSpan(HubCallObservationContext context, Span.Builder builder) {
		TraceContext connect = this.connects.of(context.call().connection());
		return (connect != null) ? builder.addLink(new Link(connect)) : builder;
	}

}
