package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.magiconion4j.client.HubClientListener;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.server.ContextPropagator;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.StreamingHubServer;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;
import net.devh.boot.grpc.server.serverfactory.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Beans that the auto-configuration collects may themselves depend on hubs, groups, the
 * gRPC server or clients.
 */
class CircularBeansTest {

	private final String name = UUID.randomUUID().toString();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(StreamingHubAutoConfiguration.class, StreamingHubClientAutoConfiguration.class,
						GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
						GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
		.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + this.name,
				"magiconion.streaming-hub.heartbeat.interval=20ms")
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
		.withBean(Needs.class)
		.withUserConfiguration(Collected.class)
		.withBean(TestHubs.FirstHub.class);

	@ParameterizedTest(name = "lazy={0}")
	@ValueSource(booleans = { false, true })
	void beansOfEachKindMayDependOnTheServerAndItsGroups(boolean lazy) {
		this.runner.withPropertyValues("spring.main.lazy-initialization=" + lazy).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(GrpcServerLifecycle.class); // started, lazy or not
			ManagedChannel channel = InProcessChannelBuilder.forName(this.name).build();
			Needs needs = context.getBean(Needs.class);
			try (TestHubClient client = TestHubClient.connect(channel, "IFirstHub")) {
				client.call("Add", 0x92, 2, 3);
				client.next(ServerMessage.Response.class);
				await().untilAsserted(() -> assertThat(needs.used).contains("filter", "propagator", "instrumentation",
						"metadata", "decorator"));
			}
			finally {
				channel.shutdownNow();
			}
		});
	}

	@Test
	void aClientListenerMayDependOnClientOptions() {
		this.runner.withUserConfiguration(Clients.class).run((context) -> {
			assertThat(context).hasNotFailed();
			ManagedChannel channel = InProcessChannelBuilder.forName(this.name).build();
			try {
				StreamingHubClient.connect(channel, TestHubs.First.class, new TestHubs.Receiver() {
				}, context.getBean(StreamingHubClientOptions.class)).closeAsync();
				assertThat(context.getBean(Needs.class).used).contains("second listener");
			}
			finally {
				channel.shutdownNow();
			}
		});
	}

	@Test
	void aBeanThatCannotBeCreatedFailsTheStart() {
		this.runner.withBean("broken", HubInstrumentation.class, () -> new HubInstrumentation() {

			@Override
			public HubListener connections(String serviceName) {
				throw new IllegalStateException("broken");
			}

		}).run((context) -> assertThat(context).getFailure().hasMessageContaining("broken"));
	}

	static final class Needs {

		private final List<String> used = new CopyOnWriteArrayList<>();

	}

	@Configuration(proxyBeanMethods = false)
	static class Collected {

		@Bean
		HubFilter needyFilter(GroupProvider groups, StreamingHubServer server, GrpcServerLifecycle grpc, Needs needs) {
			return new HubFilter() {

				@Override
				public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
					needs.used.add("filter");
					return next.proceed();
				}

			};
		}

		@Bean
		HubExceptionTranslator needyTranslator(GroupProvider groups, StreamingHubServer server,
				GrpcServerLifecycle grpc) {
			return (failure) -> null;
		}

		@Bean
		ContextPropagator needyPropagator(GroupProvider groups, StreamingHubServer server, GrpcServerLifecycle grpc,
				Needs needs) {
			return () -> {
				needs.used.add("propagator");
				return null;
			};
		}

		@Bean
		HubInstrumentation needyInstrumentation(GroupProvider groups, StreamingHubServer server,
				GrpcServerLifecycle grpc, Needs needs) {
			return new HubInstrumentation() {

				@Override
				public HubListener connections(String serviceName) {
					return new HubListener() {

						@Override
						public void connected(ServerConnection connection) {
							needs.used.add("instrumentation");
						}

					};
				}

			};
		}

		@Bean
		HeartbeatMetadataProvider needyMetadata(GroupProvider groups, StreamingHubServer server,
				GrpcServerLifecycle grpc, Needs needs) {
			return () -> {
				needs.used.add("metadata");
				return "metadata";
			};
		}

		@Bean
		TaskDecorator needyDecorator(GroupProvider groups, StreamingHubServer server, GrpcServerLifecycle grpc,
				StreamingHubClientOptions clients, Needs needs) {
			return (task) -> {
				needs.used.add("decorator");
				return task;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Clients {

		@Bean
		@Order(1)
		HubClientListener failing(StreamingHubClientOptions options) {
			return new HubClientListener() {

				@Override
				public void connected(String serviceName) {
					throw new IllegalStateException("of the application");
				}

			};
		}

		@Bean
		@Order(2)
		HubClientListener needy(StreamingHubClientOptions options, GroupProvider groups, Needs needs) {
			return new HubClientListener() {

				@Override
				public void connected(String serviceName) {
					needs.used.add("second listener");
				}

			};
		}

	}

}
