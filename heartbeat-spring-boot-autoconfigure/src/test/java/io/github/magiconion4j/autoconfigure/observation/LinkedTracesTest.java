package io.github.magiconion4j.autoconfigure.observation;

import java.util.List;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.autoconfigure.LocalHub;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.grpc.ClientInterceptors;
import io.micrometer.core.instrument.binder.grpc.ObservationGrpcClientInterceptor;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTraceContext;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the traces of connects and calls are linked.
 */
class LinkedTracesTest {

	private final SimpleTracer tracer = new SimpleTracer();

	private final Propagator propagator = new HeaderPropagator(this.tracer);

	private final ConnectTraces connects = new ConnectTraces();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final LocalHub hub = new LocalHub(new ObservingHubFilter(this.registry, null, this.connects));

	@BeforeEach
	void serve() throws Exception {
		this.registry.observationConfig()
			.observationHandler(new FirstMatchingCompositeObservationHandler(
					new LinkingTracingHandler(this.tracer, this.propagator, this.connects),
					new PropagatingReceiverTracingObservationHandler<>(this.tracer, this.propagator),
					new PropagatingSenderTracingObservationHandler<>(this.tracer, this.propagator)));
		this.hub.serve(new HubInstrumentation() {
		});
	}

	@AfterEach
	void close() {
		this.hub.close();
	}

	/** The spans of the server. */
	private List<SimpleSpan> spans(String name) {
		return this.tracer.getSpans()
			.stream()
			.filter((span) -> span.getName().equals(name) && span.getKind() == Span.Kind.SERVER)
			.toList();
	}

	@Test
	void aCallHasItsOwnTraceWithALinkToItsConnect() throws Exception {
		this.hub.connect(2);
		this.hub.clients().get(1).call("Divide", 0x92, 6, 2);
		List<SimpleSpan> connectSpans = spans("IHub/Connect");
		assertThat(connectSpans).hasSize(2);
		SimpleSpan call = spans("IHub/Divide").get(0);
		assertThat(call.context().traceId()).isNotEqualTo(connectSpans.get(1).context().traceId());
		assertThat(call.getLinks()).extracting(Link::getTraceContext).containsExactly(connectSpans.get(1).context());
	}

	@Test
	void theTraceOfAJavaClientsConnectArrives() {
		try (HubClient<IClientHub> client = StreamingHubClient.connect(
				ClientInterceptors.intercept(this.hub.channel(), new ObservationGrpcClientInterceptor(this.registry)),
				IClientHub.class, new Receiver() {
				})) {
			assertThat(client.hub().divide(6, 2)).isEqualTo(3);
		}
		SimpleSpan sent = this.tracer.getSpans().getFirst();
		assertThat(sent.getKind()).isEqualTo(Span.Kind.CLIENT);
		SimpleSpan connect = spans("IHub/Connect").get(0);
		assertThat(connect.context().traceId()).isEqualTo(sent.context().traceId());
		assertThat(connect.context().parentId()).isEqualTo(sent.context().spanId());
		assertThat(spans("IHub/Divide").get(0).getLinks()).extracting(Link::getTraceContext)
			.containsExactly(connect.context());
	}

	@ServiceName("IHub")
	interface IClientHub extends StreamingHub<Receiver> {

		int divide(int a, int b);

	}

	interface Receiver {

	}

	/** One header with the ids of trace and span. Without it, a trace starts. */
	private static final class HeaderPropagator implements Propagator {

		private static final String HEADER = "x-trace";

		private final SimpleTracer tracer;

		private int traces;

		HeaderPropagator(SimpleTracer tracer) {
			this.tracer = tracer;
		}

		@Override
		public List<String> fields() {
			return List.of(HEADER);
		}

		@Override
		public <C> void inject(TraceContext context, C carrier, Setter<C> setter) {
			SimpleTraceContext begun = (SimpleTraceContext) context; // of a trace that
																		// has no id yet
			begun.setTraceId("trace");
			begun.setSpanId("span");
			setter.set(carrier, HEADER, "trace span");
		}

		@Override
		public <C> Span.Builder extract(C carrier, Getter<C> getter) {
			String header = getter.get(carrier, HEADER);
			String[] ids = ((header != null) ? header : "trace" + this.traces++ + " root").split(" ", 2);
			return this.tracer.spanBuilder()
				.setParent(this.tracer.traceContextBuilder().traceId(ids[0]).spanId(ids[1]).build());
		}

	}

}
