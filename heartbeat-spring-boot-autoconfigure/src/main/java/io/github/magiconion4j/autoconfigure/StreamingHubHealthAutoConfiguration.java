package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Reports the health of each hub, if the gRPC stack has a health service.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class,
		afterName = { "net.devh.boot.grpc.server.autoconfigure.GrpcHealthServiceAutoConfiguration",
				"org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration",
				"org.springframework.grpc.autoconfigure.server.health.GrpcServerHealthAutoConfiguration" })
@ConditionalOnClass(HealthStatusManager.class)
@ConditionalOnBean({ HealthStatusManager.class, StreamingHubServer.class })
public final class StreamingHubHealthAutoConfiguration {

	StreamingHubHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = "hubHealth")
	HubHealth hubHealth(StreamingHubServer server, HealthStatusManager health, ApplicationContext context) {
		return new HubHealth(server, health, context);
	}

}
