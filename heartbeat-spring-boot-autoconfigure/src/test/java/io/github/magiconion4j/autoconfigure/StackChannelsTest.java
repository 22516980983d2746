package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.UUID;

import io.github.magiconion4j.autoconfigure.health.StreamingHubClientHealthAutoConfiguration;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.client.ReconnectingHubClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.grpc.client.ClientInterceptorsConfigurer;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.client.InProcessGrpcChannelFactory;

import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients without an address use the channels that are configured in a gRPC stack.
 */
class StackChannelsTest {

	private static final String PREFIX = "magiconion.streaming-hub.client.hubs.";

	private final String name = UUID.randomUUID().toString();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubClientAutoConfiguration.class, StreamingHubClientHealthAutoConfiguration.class,
				GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
				GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
		// on Boot 3
		.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
		.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + this.name)
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
		.withBean(TestHubs.FirstHub.class);

	private final ApplicationContextRunner devh = this.runner
		.withConfiguration(AutoConfigurations.of(GrpcClientAutoConfiguration.class))
		.withPropertyValues("grpc.client.chat.address=in-process:" + this.name);

	private static void assertConnects(ApplicationContext context, String client) {
		ReconnectingHubClient<TestHubs.First> created = context.getBean(StreamingHubClients.class)
			.create(client, TestHubs.First.class, new TestHubs.Receiver() {
			});
		await().until(() -> created.state().phase() == Phase.CONNECTED);
		assertThat(created.hub().add(1, 2)).isEqualTo(3);
	}

	@Test
	void aChannelOfNetDevhIsUsed() {
		this.devh.run((context) -> {
			assertConnects(context, "chat");
			assertThat(context).hasBean("streamingHubClientsHealthIndicator");
		});
	}

	@Test
	void itMayAlsoHaveOurProperties() {
		this.devh.withPropertyValues(PREFIX + "chat.call-timeout=10s", PREFIX + "chat.headers.x-a=b")
			.run((context) -> assertConnects(context, "chat"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "channels", "channel" })
	void aChannelOfSpringGrpcIsUsed(String property) {
		this.runner.withUserConfiguration(SpringGrpc.class)
			.withPropertyValues("spring.grpc.client." + property + ".chat.idle.timeout=20s")
			.run((context) -> assertConnects(context, "chat"));
	}

	@Test
	void anUnknownChannelIsExplained() {
		this.devh.withPropertyValues(PREFIX + "game.call-timeout=10s").run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("No address is configured for the client \"game\"");
			assertThat(analysis.getAction()).contains(PREFIX + "game.address", "channel \"game\" of your gRPC stack");
		});
	}

	@Test
	void tlsWithoutEffectFailsTheStart() {
		this.devh.withPropertyValues(PREFIX + "chat.ssl.enabled=true")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.contains(PREFIX + "chat.ssl"));
	}

	private static FailureAnalysis analysis(Throwable failure) {
		return new HubConfigurationFailureAnalyzer().analyze(failure);
	}

	@Configuration(proxyBeanMethods = false)
	static class SpringGrpc {

		@Bean
		ClientInterceptorsConfigurer interceptors(ApplicationContext context) {
			return new ClientInterceptorsConfigurer(context);
		}

		@Bean
		GrpcChannelFactory grpcChannelFactory(ClientInterceptorsConfigurer interceptors, Environment environment) {
			InProcessGrpcChannelFactory factory = new InProcessGrpcChannelFactory(List.of(), interceptors);
			factory.setVirtualTargets((name) -> "in-process:" + environment.getProperty("grpc.server.in-process-name"));
			return factory;
		}

	}

}
