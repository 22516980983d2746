package io.github.magiconion4j.autoconfigure.metrics;

import io.github.magiconion4j.autoconfigure.ConditionalOnNamedClients;
import io.github.magiconion4j.autoconfigure.StreamingHubClients;
import io.github.magiconion4j.autoconfigure.StreamingHubClientAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Meters of clients, if there is a meter registry.
 */
@AutoConfiguration(after = { StreamingHubClientAutoConfiguration.class, StreamingHubMetricsAutoConfiguration.class })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "magiconion.streaming-hub.enabled", matchIfMissing = true)
public final class StreamingHubClientMetricsAutoConfiguration {

	StreamingHubClientMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ClientMeters streamingHubClientMeters(MeterRegistry registry) {
		return new ClientMeters(registry);
	}

	@Bean
	@ConditionalOnNamedClients
	@ConditionalOnBean(StreamingHubClients.class)
	@ConditionalOnMissingBean
	ClientStateMeters streamingHubClientStateMeters(MeterRegistry registry, StreamingHubClients clients) {
		return new ClientStateMeters(registry, clients);
	}

}
