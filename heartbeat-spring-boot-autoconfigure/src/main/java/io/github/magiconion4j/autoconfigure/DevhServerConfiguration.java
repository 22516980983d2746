package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.Executor;

import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import net.devh.boot.grpc.server.serverfactory.GrpcServerConfigurer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What net.devh's server is told of hubs: messages of their connections are dealt with on
 * the event loop that reads them. Nothing of ours blocks there, since hub code has
 * threads of its own, and an acknowledgement that need not change threads is measured
 * sooner and costs less. Other services keep their executor.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GrpcServerConfigurer.class)
class DevhServerConfiguration {

	@Bean
	GrpcServerConfigurer hubCallExecutorConfigurer(StreamingHubServer server) {
		return (builder) -> builder.callExecutor(new HubCallExecutor(server));
	}

	private record HubCallExecutor(StreamingHubServer server) implements ServerCallExecutorSupplier {

		@Override
		public <Q, R> @Nullable Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
			String serviceName = call.getMethodDescriptor().getServiceName();
			return (serviceName != null && this.server.serves(serviceName)) ? Runnable::run : null;
		}

	}

}
