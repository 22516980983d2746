package io.github.magiconion4j.autoconfigure;

import java.util.UUID;
import java.util.function.BiConsumer;

import io.github.magiconion4j.server.Admission;
import io.github.magiconion4j.server.StreamingHubServer;
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
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
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

	private ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubHealthAutoConfiguration.class, GrpcCommonCodecAutoConfiguration.class,
				GrpcAdviceAutoConfiguration.class, GrpcHealthServiceAutoConfiguration.class,
				GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
		.withUserConfiguration(TestHubs.SecondHub.class)
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
		.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + this.name);

	@Test
	void aHubServesUntilTheApplicationEnds() {
		run((context, health) -> {
			assertThat(status(health, "ISecondHub")).isEqualTo(ServingStatus.SERVING);
			assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> status(health, "IFirstHub"))
				.satisfies((ex) -> assertThat(ex.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
			context.getBean(HubHealth.class)
				.onApplicationEvent(new ContextClosedEvent(context.getSourceApplicationContext()));
			assertThat(status(health, "ISecondHub")).isEqualTo(ServingStatus.NOT_SERVING);
			assertThat(status(health, "")).isEqualTo(ServingStatus.NOT_SERVING);
		});
	}

	@Test
	void aHubThatIsDrainedDoesNotServe() {
		this.runner = this.runner.withUserConfiguration(TestHubs.FirstHub.class);
		run((context, health) -> {
			Admission admission = context.getBean(StreamingHubServer.class).admission();
			admission.refuse("IFirstHub");
			assertThat(status(health, "IFirstHub")).isEqualTo(ServingStatus.NOT_SERVING);
			assertThat(status(health, "ISecondHub")).isEqualTo(ServingStatus.SERVING);
			assertThat(status(health, "")).isEqualTo(ServingStatus.SERVING);
			admission.refuse("ISecondHub");
			assertThat(status(health, "")).isEqualTo(ServingStatus.NOT_SERVING);
			admission.accept("IFirstHub");
			assertThat(status(health, "IFirstHub")).isEqualTo(ServingStatus.SERVING);
			assertThat(status(health, "")).isEqualTo(ServingStatus.SERVING);
		});
	}

	@Test
	void anApplicationThatRefusesTrafficDoesNotServe() {
		run((context, health) -> {
			StreamingHubServer server = context.getBean(StreamingHubServer.class);
			AvailabilityChangeEvent.publish(context.getSourceApplicationContext(), ReadinessState.REFUSING_TRAFFIC);
			assertThat(server.admission().accepts("ISecondHub")).isFalse();
			assertThat(status(health, "ISecondHub")).isEqualTo(ServingStatus.NOT_SERVING);
			assertThat(status(health, "")).isEqualTo(ServingStatus.NOT_SERVING);
			AvailabilityChangeEvent.publish(context.getSourceApplicationContext(), LivenessState.BROKEN);
			assertThat(server.admission().accepts("ISecondHub")).isFalse();
			AvailabilityChangeEvent.publish(context.getSourceApplicationContext(), ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(server.admission().accepts("ISecondHub")).isTrue();
			assertThat(status(health, "ISecondHub")).isEqualTo(ServingStatus.SERVING);
			assertThat(status(health, "")).isEqualTo(ServingStatus.SERVING);
		});
	}

	private void run(BiConsumer<AssertableApplicationContext, HealthGrpc.HealthBlockingStub> test) {
		this.runner.run((context) -> {
			ManagedChannel channel = InProcessChannelBuilder.forName(this.name).directExecutor().build();
			test.accept(context, HealthGrpc.newBlockingStub(channel));
			channel.shutdownNow();
		});
	}

	private static ServingStatus status(HealthGrpc.HealthBlockingStub health, String service) {
		HealthCheckResponse response = health.check(HealthCheckRequest.newBuilder().setService(service).build());
		return response.getStatus();
	}

	@Test
	void aHealthServiceIsOptional() {
		this.runner.withPropertyValues("grpc.server.health-service-enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HubHealth.class));
		this.runner.withClassLoader(new FilteredClassLoader(HealthStatusManager.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hubHealth"));
	}

}
