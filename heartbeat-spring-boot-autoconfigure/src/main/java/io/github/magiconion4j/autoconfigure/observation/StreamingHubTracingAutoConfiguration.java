package io.github.magiconion4j.autoconfigure.observation;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A trace of each call of a hub method, where the application has a tracer. Without one
 * the meters of methods tell all there is.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class,
		afterName = { "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(value = { ObservationRegistry.class, StreamingHubServer.class },
		type = "io.micrometer.tracing.Tracer")
public final class StreamingHubTracingAutoConfiguration {

	StreamingHubTracingAutoConfiguration() {
	}

	// Around all other filters.
	@Bean
	@ConditionalOnMissingBean(name = "observingHubFilter")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ObservingHubFilter observingHubFilter(ObservationRegistry registry,
			ObjectProvider<HubCallObservationConvention> convention) {
		return new ObservingHubFilter(registry, convention.getIfAvailable());
	}

}
