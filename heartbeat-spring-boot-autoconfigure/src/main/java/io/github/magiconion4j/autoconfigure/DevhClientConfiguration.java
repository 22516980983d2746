package io.github.magiconion4j.autoconfigure;

import java.util.List;

import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The channels of net.devh's gRPC client.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GrpcChannelFactory.class)
class DevhClientConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "devhChannels")
	StackChannels devhChannels(Environment environment, ObjectProvider<GrpcChannelFactory> factory) {
		return new StackChannels(environment, List.of(StackChannels.DEVH),
				(name, interceptors) -> factory.getObject().createChannel(name, interceptors));
	}

}
