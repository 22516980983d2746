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
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What net.devh's server is told of hubs: messages of their connections are dealt with on
 * the event loop that reads them. Nothing of ours blocks there, since hub code has
 * threads of its own, and an acknowledgement that need not change threads is measured
 * sooner and costs less. Other services keep their executor.
 * <p>
 * Interceptors of the application see hub messages on that event loop, too, and must not
 * block. An application whose interceptors do sets an executor in a
 * {@link GrpcServerConfigurer} of its own, which comes after this one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GrpcServerConfigurer.class)
class DevhServerConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
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
