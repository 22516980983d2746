package io.github.magiconion4j.autoconfigure.health;

import io.github.magiconion4j.autoconfigure.StreamingHubClients;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health of clients on Boot 3.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
class Boot3ClientHealthConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "streamingHubClientsHealthIndicator")
	@ConditionalOnEnabledHealthIndicator("streaming-hub-clients")
	HealthIndicator streamingHubClientsHealthIndicator(StreamingHubClients clients) {
		return () -> {
			ClientHealth health = ClientHealth.of(clients);
			return (health.up() ? Health.up() : Health.down()).withDetails(health.details()).build();
		};
	}

}
