package io.github.magiconion4j.autoconfigure.observation;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Traces each call of a hub method, with a link to the trace in which its connection
 * started, if the application has a tracer. Without a tracer there are no observations:
 * the meters of methods have the same information.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class,
		afterName = { "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration" })
@ConditionalOnClass({ ObservationRegistry.class, Tracer.class })
@ConditionalOnBean({ ObservationRegistry.class, StreamingHubServer.class, Tracer.class })
public final class StreamingHubTracingAutoConfiguration {

	StreamingHubTracingAutoConfiguration() {
	}

	// The outermost filter.
	@Bean
	@ConditionalOnMissingBean(name = "observingHubFilter")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ObservingHubFilter observingHubFilter(ObservationRegistry registry,
			ObjectProvider<HubCallObservationConvention> convention, ConnectTraces connects) {
		return new ObservingHubFilter(registry, convention.getIfAvailable(), connects);
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectTraces hubConnectTraces() {
		return new ConnectTraces();
	}

	// Before Boot's own handler, which accepts all receiver contexts.
	@Bean
	@ConditionalOnBean({ Tracer.class, Propagator.class })
	@ConditionalOnMissingBean
	@Order(0)
	LinkingTracingHandler hubCallTracingHandler(Tracer tracer, Propagator propagator, ConnectTraces connects) {
		return new LinkingTracingHandler(tracer, propagator, connects);
	}

}
