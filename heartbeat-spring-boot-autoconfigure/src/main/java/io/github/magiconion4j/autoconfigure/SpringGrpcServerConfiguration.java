package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ServerBuilder;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/**
 * Configures the server of Spring gRPC: Boot's own starter, or spring-grpc for Boot 3.
 * Customizers of the application run later and can override everything.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ServerBuilderCustomizer.class)
class SpringGrpcServerConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "hubServerBuilderCustomizer")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	<T extends ServerBuilder<T>> ServerBuilderCustomizer<T> hubServerBuilderCustomizer(StreamingHubServer server,
			Environment environment) {
		return new HubServerCustomizer(server, environment)::customize;
	}

}
