package io.github.magiconion4j.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.grpc.client.ChannelBuilderOptions;
import org.springframework.grpc.client.GrpcChannelFactory;

/**
 * The channels of Spring gRPC's client: Boot's own starter, or spring-grpc for Boot 3.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GrpcChannelFactory.class)
class SpringGrpcClientConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "springGrpcChannels")
	StackChannels springGrpcChannels(Environment environment, ObjectProvider<GrpcChannelFactory> factory) {
		return new StackChannels(environment, StackChannels.SPRING_GRPC, (name, interceptors) -> factory.getObject()
			.createChannel(name, ChannelBuilderOptions.defaults().withInterceptors(interceptors)));
	}

}
