package io.github.magiconion4j.autoconfigure.observation;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.grpc.Metadata;
import io.micrometer.core.instrument.binder.grpc.GrpcServerObservationContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Only hub connections are excluded from the gRPC stack's observations.
 */
class StreamingHubObservationAutoConfigurationTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubObservationAutoConfiguration.class))
		.withUserConfiguration(ObservedHub.class);

	@Test
	void onlyTheConnectionsOfHubsAreExcluded() {
		this.runner.run((context) -> {
			ObservationPredicate predicate = context.getBean(ObservationPredicate.class);
			assertThat(predicate.test("grpc.server", call("Observed"))).isFalse();
			assertThat(predicate.test("grpc.server", call("another.Service"))).isTrue();
			assertThat(predicate.test("http.server.requests", new Observation.Context())).isTrue();
		});
	}

	@Test
	void withoutMicrometerThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hubConnectionsAreNotObserved"));
	}

	private static GrpcServerObservationContext call(String serviceName) {
		GrpcServerObservationContext context = new GrpcServerObservationContext((carrier, key) -> null);
		context.setCarrier(new Metadata());
		context.setServiceName(serviceName);
		return context;
	}

	interface Receiver {

	}

	interface Observed extends StreamingHub<Receiver> {

	}

	@StreamingHubService
	static class ObservedHub extends StreamingHubBase<Receiver> implements Observed {

	}

}
