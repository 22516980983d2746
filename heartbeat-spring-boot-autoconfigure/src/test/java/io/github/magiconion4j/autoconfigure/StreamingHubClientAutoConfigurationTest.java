package io.github.magiconion4j.autoconfigure;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.autoconfigure.metrics.StreamingHubClientMetricsAutoConfiguration;
import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.HubClientListener;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients are configured by properties, and have meters if there is a meter registry.
 */
class StreamingHubClientAutoConfigurationTest {

	private static final String PREFIX = "magiconion.streaming-hub.client.heartbeat";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubClientAutoConfiguration.class, StreamingHubClientMetricsAutoConfiguration.class));

	@Test
	void clientsSendHeartbeatsAndAreMeasured() {
		String name = UUID.randomUUID().toString();
		this.runner
			.withConfiguration(
					AutoConfigurations.of(GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
							GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
			.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + name, PREFIX + ".interval=20ms",
					PREFIX + ".timeout=1m")
			.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
			.withBean(TestHubs.FirstHub.class)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
				HubClient<TestHubs.First> client = StreamingHubClient.connect(channel, TestHubs.First.class,
						new TestHubs.Receiver() {
						}, context.getBean(StreamingHubClientOptions.class));
				assertThat(client.hub().add(1, 2)).isEqualTo(3);
				assertThat(meter(registry, "connections").gauge().value()).isOne();
				assertThat(meter(registry, "connects").counter().count()).isOne();
				await().until(() -> meter(registry, "rtt").timer().count() >= 2);
				client.close();
				assertThat(meter(registry, "connections").gauge().value()).isZero();
				assertThat(meter(registry, "disconnections").tag("reason", "client_closed").counter().count()).isOne();
				channel.shutdownNow();
			});
	}

	@Test
	void clientsUseTheApplicationsThreadsAndNotifyAllListeners() {
		String name = UUID.randomUUID().toString();
		Map<String, String> threads = new ConcurrentHashMap<>();
		CountDownLatch attached = new CountDownLatch(1);
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.runner
			.withConfiguration(
					AutoConfigurations.of(GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
							GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
			.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + name)
			.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
			.withBean(TestHubs.FirstHub.class)
			.withBean(MeterRegistry.class, () -> registry)
			.withBean("one", HubClientListener.class, () -> listener("one", threads, attached))
			.withBean("two", HubClientListener.class, () -> listener("two", threads, attached))
			.run((context) -> {
				assertThat(context).hasSingleBean(ClientRuntime.class);
				ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
				CompletableFuture<String> connected = new CompletableFuture<>();
				StreamingHubClient.connectAsync(channel, TestHubs.First.class, new TestHubs.Receiver() {
				}, context.getBean(StreamingHubClientOptions.class)).thenAccept((client) -> {
					connected.complete(Thread.currentThread().getName());
					client.closeAsync();
				});
				attached.countDown();
				assertThat(connected.get(30, TimeUnit.SECONDS)).startsWith("streaming-hub-answer-");
				assertThat(threads).containsEntry("one", Thread.currentThread().getName())
					.containsEntry("two", Thread.currentThread().getName());
				await().untilAsserted(() -> assertThat(
						meter(registry, "disconnections").tag("reason", "client_closed").counter().count())
					.isOne());
				channel.shutdownNow();
			});
		assertThat(registry.find("magiconion.client.streaminghub.connections").meters()).isEmpty();
		assertThat(Thread.getAllStackTraces().keySet())
			.noneMatch((thread) -> thread.getName().startsWith("streaming-hub-client-"));
	}

	/**
	 * Delays the end of connecting until the test waits for it: what a test attaches to a
	 * stage later runs on the test's own thread.
	 */
	private static HubClientListener listener(String name, Map<String, String> threads, CountDownLatch attached) {
		return new HubClientListener() {

			@Override
			public void connecting(String serviceName) {
				threads.put(name, Thread.currentThread().getName());
			}

			@Override
			public void connected(String serviceName) {
				try {
					assertThat(attached.await(30, TimeUnit.SECONDS)).isTrue();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}

		};
	}

	private static RequiredSearch meter(MeterRegistry registry, String name) {
		return registry.get("magiconion.client.streaminghub." + name).tag("rpc.service", "IFirstHub");
	}

	@Test
	void withoutMicrometerOrAMeterRegistryClientsAreNotMeasured() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(StreamingHubClientOptions.class)
			.doesNotHaveBean(HubClientListener.class));
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasSingleBean(StreamingHubClientOptions.class)
				.doesNotHaveBean(HubClientListener.class));
	}

	@Test
	void optionsOfTheApplicationAreUsedInstead() {
		StreamingHubClientOptions own = StreamingHubClientOptions.createWithDefault();
		this.runner.withBean(StreamingHubClientOptions.class, () -> own)
			.run((context) -> assertThat(context.getBean(StreamingHubClientOptions.class)).isSameAs(own));
	}

	@ParameterizedTest
	@CsvSource({ "interval,0,is 0ms, 'at least 10ms, such as 30s'", "timeout,5ms,is 5ms,to 0 to never disconnect",
			"interval,400d,at most 365d,remove it" })
	void anInvalidDurationFailsTheStart(String property, String value, String description, String action) {
		this.runner.withPropertyValues(PREFIX + "." + property + "=" + value).run((context) -> {
			FailureAnalysis analysis = new HubConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(PREFIX + "." + property, description);
			assertThat(analysis.getAction()).contains(action);
		});
	}

}
