package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.server.StreamingHubServer;
import net.devh.boot.grpc.server.serverfactory.GrpcServerConfigurer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Configures the gRPC server of net.devh. Configurers of the application run later and
 * can override everything.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GrpcServerConfigurer.class)
class DevhServerConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "hubServerConfigurer")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	GrpcServerConfigurer hubServerConfigurer(StreamingHubServer server, Environment environment) {
		return new HubServerCustomizer(server, environment)::customize;
	}

}
