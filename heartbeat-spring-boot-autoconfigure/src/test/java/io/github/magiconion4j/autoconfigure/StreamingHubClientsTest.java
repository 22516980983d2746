package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.autoconfigure.health.StreamingHubClientHealthAutoConfiguration;
import io.github.magiconion4j.autoconfigure.metrics.StreamingHubClientMetricsAutoConfiguration;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Named clients of the application.
 */
@ExtendWith(OutputCaptureExtension.class)
class StreamingHubClientsTest {

	private static final String PREFIX = "magiconion.streaming-hub.client.hubs.";

	private static final TestHubs.Receiver RECEIVER = new TestHubs.Receiver() {
	};

	/** An address without a server. */
	private static final String NOWHERE = "127.0.0.1:1";

	private final String name = UUID.randomUUID().toString();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubClientAutoConfiguration.class, StreamingHubClientMetricsAutoConfiguration.class,
				StreamingHubClientHealthAutoConfiguration.class, SslAutoConfiguration.class))
		// on Boot 3
		.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"));

	private final ApplicationContextRunner withServer = this.runner
		.withConfiguration(
				AutoConfigurations.of(GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
						GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
		.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + this.name,
				PREFIX + "chat.address=" + this.name)
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
		.withBean(TestHubs.FirstHub.class)
		.withBean(HubChannelFactory.class,
				() -> (settings) -> InProcessChannelBuilder.forName(settings.address()).build())
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	private static void awaitPhase(ReconnectingHubClient<?> client, Phase phase) {
		await().atMost(Duration.ofSeconds(30)).until(() -> client.state().phase() == phase);
	}

	private static Health health(ApplicationContext context) {
		return context.getBean("streamingHubClientsHealthIndicator", HealthIndicator.class).health();
	}

	@Test
	void aClientBeanConnectsAndIsClosedWithTheApplication() {
		CompletableFuture<DisconnectReason> end = new CompletableFuture<>();
		this.withServer.withUserConfiguration(ClientBean.class).run((context) -> {
			@SuppressWarnings("unchecked")
			ReconnectingHubClient<TestHubs.First> client = context.getBean(ReconnectingHubClient.class);
			awaitPhase(client, Phase.CONNECTED);
			assertThat(client.hub().add(1, 2)).isEqualTo(3);
			assertThat(health(context)).isEqualTo(Health.up().withDetail("chat", Map.of("connected", 1L)).build());
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(gauge(registry, "connected")).isOne();
			assertThat(gauge(registry, "waiting")).isZero();
			client.disconnected().thenAccept(end::complete);
		});
		assertThat(end.orTimeout(30, TimeUnit.SECONDS).join().type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
	}

	private static double gauge(MeterRegistry registry, String state) {
		return registry.get("magiconion.client.streaminghub.clients").tag("state", state).gauge().value();
	}

	@Test
	void clientsAreClosedFirstAndNoneAreCreatedAfterwards() {
		this.withServer.run((context) -> {
			StreamingHubClients clients = context.getBean(StreamingHubClients.class);
			ReconnectingHubClient<TestHubs.First> client = clients.create("chat", TestHubs.First.class, RECEIVER);
			awaitPhase(client, Phase.CONNECTED);
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			clients.stop(() -> stopped.complete(null));
			stopped.get(30, TimeUnit.SECONDS);
			assertThat(client.state().phase()).isEqualTo(Phase.CLOSED);
			assertThat(clients.isRunning()).isFalse();
			await().until(() -> clients.states().isEmpty());
			assertThatIllegalStateException().isThrownBy(() -> clients.create("chat", TestHubs.First.class, RECEIVER));
		});
	}

	@Test
	void aServerThatCannotBeReachedDoesNotStopTheApplication(CapturedOutput output) {
		this.runner.withPropertyValues(PREFIX + "chat.address=" + NOWHERE).run((context) -> {
			ReconnectingHubClient<TestHubs.First> client = context.getBean(StreamingHubClients.class)
				.create("chat", TestHubs.First.class, RECEIVER);
			awaitPhase(client, Phase.WAITING);
			await().untilAsserted(() -> assertThat(output).contains("The hub client \"chat\" is not connected",
					"Connection refused", NOWHERE));
			Health health = health(context);
			assertThat(health.getStatus().getCode()).isEqualTo("DOWN");
			assertThat(health.getDetails().get("chat").toString()).contains("UNAVAILABLE", "Connection refused",
					NOWHERE);
		});
	}

	@Test
	void aClientThatHasGivenUpIsStillShown(CapturedOutput output) {
		this.withServer.run((context) -> {
			StreamingHubClients clients = context.getBean(StreamingHubClients.class);
			ReconnectingHubClient<TestHubs.Second> client = clients.create("chat", TestHubs.Second.class, RECEIVER);
			awaitPhase(client, Phase.CLOSED); // UNIMPLEMENTED
			await().untilAsserted(
					() -> assertThat(output).contains("The hub client \"chat\" has given up", "UNIMPLEMENTED"));
			assertThat(clients.states().get("chat")).hasSize(1);
			assertThat(health(context).getStatus().getCode()).isEqualTo("DOWN");
		});
	}

	@Test
	void propertiesReachTheServer() throws Exception {
		CompletableFuture<Metadata> headers = new CompletableFuture<>();
		ServerCallHandler<byte[], byte[]> refusing = (call, received) -> {
			headers.complete(received);
			call.close(Status.UNAUTHENTICATED.withDescription("wrong token"), new Metadata());
			return new ServerCall.Listener<>() {
			};
		};
		Server server = NettyServerBuilder.forPort(0)
			.addService(ServerServiceDefinition.builder("IFirstHub")
				.addMethod(ConnectMethod.of("IFirstHub/Connect"), refusing)
				.build())
			.build()
			.start();
		try {
			this.runner.withPropertyValues(PREFIX + "chat.address=127.0.0.1:" + server.getPort(),
					PREFIX + "chat.headers.authorization=Bearer abc", PREFIX + "chat.reconnect.ending-codes=aborted",
					PREFIX + "chat.reconnect.max-attempts=2", PREFIX + "chat.reconnect.first-delay=1ms")
				.run((context) -> {
					ReconnectingHubClient<TestHubs.First> client = context.getBean(StreamingHubClients.class)
						.create("chat", TestHubs.First.class, RECEIVER);
					assertThat(headers.get(30, TimeUnit.SECONDS)
						.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)))
						.isEqualTo("Bearer abc");
					awaitPhase(client, Phase.CLOSED);
					assertThat(client.state().attempt()).isEqualTo(2);
				});
		}
		finally {
			server.shutdownNow();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reconnect.factor=0.5", "reconnect.max-attempts=-1", "reconnect.first-delay=0",
			"connect-timeout=1ms", "heartbeat.interval=1ms" })
	void anInvalidValueFailsTheStart(String property) {
		this.runner.withPropertyValues(PREFIX + "chat.address=" + NOWHERE, PREFIX + "chat." + property)
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.contains(PREFIX + "chat." + property.substring(0, property.indexOf('='))));
	}

	@Test
	void aNameWithoutPropertiesIsExplained() {
		this.runner.withPropertyValues(PREFIX + "chat.address=" + NOWHERE)
			.withUserConfiguration(WrongName.class)
			.run((context) -> {
				FailureAnalysis analysis = analysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("No address is configured for the client \"game\"");
				assertThat(analysis.getAction()).contains(PREFIX + "game.address", "chat");
			});
	}

	private static FailureAnalysis analysis(Throwable failure) {
		return new HubConfigurationFailureAnalyzer().analyze(failure);
	}

	@Test
	void healthNeedsNamedClientsAndActuator() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean("streamingHubClientsHealthIndicator"));
		this.runner.withPropertyValues(PREFIX + "chat.address=" + NOWHERE)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.health",
					"org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("streamingHubClientsHealthIndicator"));
	}

	@Test
	void onBoot4ItHasBoot4sType() {
		this.runner.withPropertyValues(PREFIX + "chat.address=" + NOWHERE)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.health"))
			.run((context) -> assertThat(context
				.getBean("streamingHubClientsHealthIndicator",
						org.springframework.boot.health.contributor.HealthIndicator.class)
				.health()
				.getStatus()
				.getCode()).isEqualTo("UP"));
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientBean {

		@Bean
		ReconnectingHubClient<TestHubs.First> chat(StreamingHubClients clients) {
			return clients.create("chat", TestHubs.First.class, RECEIVER);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongName {

		@Bean
		ReconnectingHubClient<TestHubs.First> game(StreamingHubClients clients) {
			return clients.create("game", TestHubs.First.class, RECEIVER);
		}

	}

}
