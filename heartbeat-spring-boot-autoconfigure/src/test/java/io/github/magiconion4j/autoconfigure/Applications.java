package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.inprocess.InProcessChannelBuilder;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

/**
 * Runs applications with the auto-configuration, and connects to their hubs.
 */
final class Applications {

	static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class))
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"));

	private Applications() {
	}

	/**
	 * With a gRPC server in this process.
	 */
	static ApplicationContextRunner serving(String name) {
		return RUNNER
			.withConfiguration(
					AutoConfigurations.of(GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
							GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
			.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + name);
	}

	static TestHubClient connect(String name, String serviceName) {
		return TestHubClient.connect(InProcessChannelBuilder.forName(name).build(), serviceName);
	}

}
