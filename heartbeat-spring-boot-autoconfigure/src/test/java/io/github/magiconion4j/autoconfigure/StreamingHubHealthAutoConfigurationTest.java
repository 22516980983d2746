package io.github.magiconion4j.autoconfigure;

import java.util.UUID;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.ContextClosedEvent;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcHealthServiceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hubs in the health service of net.devh's server.
 */
class StreamingHubHealthAutoConfigurationTest {

	private final String name = UUID.randomUUID().toString();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubHealthAutoConfiguration.class, GrpcCommonCodecAutoConfiguration.class,
				GrpcAdviceAutoConfiguration.class, GrpcHealthServiceAutoConfiguration.class,
				GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
		.withUserConfiguration(TestHubs.SecondHub.class)
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
		.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + this.name);

	@Test
	void aHubServesUntilTheApplicationEnds() {
		this.runner.run((context) -> {
			ManagedChannel channel = InProcessChannelBuilder.forName(this.name).directExecutor().build();
			HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
			assertThat(status(health, "ISecondHub")).isEqualTo(ServingStatus.SERVING);
			assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> status(health, "IFirstHub"))
				.satisfies((ex) -> assertThat(ex.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
			context.getBean(HubHealth.class)
				.onApplicationEvent(new ContextClosedEvent(context.getSourceApplicationContext()));
			assertThat(status(health, "ISecondHub")).isEqualTo(ServingStatus.NOT_SERVING);
			channel.shutdownNow();
		});
	}

	private static ServingStatus status(HealthGrpc.HealthBlockingStub health, String service) {
		HealthCheckResponse response = health.check(HealthCheckRequest.newBuilder().setService(service).build());
		return response.getStatus();
	}

	@Test
	void withoutAHealthServiceThereIsNothingToTell() {
		this.runner.withPropertyValues("grpc.server.health-service-enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HubHealth.class));
		this.runner.withClassLoader(new FilteredClassLoader(HealthStatusManager.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hubHealth"));
	}

}
