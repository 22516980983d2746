package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.InstantSource;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.server.StreamingHubServer;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The Actuator endpoint {@code streaminghubs}, if it is exposed.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(StreamingHubServer.class)
public final class StreamingHubsEndpointAutoConfiguration {

	StreamingHubsEndpointAutoConfiguration() {
	}

	// In a separate class, because its condition is a class of Actuator.
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(StreamingHubsEndpoint.class)
	@EnableConfigurationProperties(StreamingHubsEndpointProperties.class)
	static class Available {

		@Bean
		@ConditionalOnMissingBean
		ClosedConnections closedHubConnections() {
			return new ClosedConnections(InstantSource.system());
		}

		@Bean
		@ConditionalOnMissingBean(name = "streamingHubsEndpoint")
		StreamingHubsEndpoint streamingHubsEndpoint(StreamingHubServer server, ClosedConnections closed,
				StreamingHubsEndpointProperties properties) {
			return new StreamingHubsEndpoint(server, closed, properties.showValues());
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnBean(StreamingHubsEndpoint.class)
		StreamingHubsEndpointWebExtension streamingHubsEndpointWebExtension(StreamingHubsEndpoint endpoint,
				StreamingHubsEndpointProperties properties) {
			return new StreamingHubsEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
		}

	}

}
