package io.github.magiconion4j.autoconfigure;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.server.StreamingHubServer;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import net.devh.boot.grpc.server.service.GrpcService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Hub beans become gRPC services of net.devh's server.
 */
class StreamingHubAutoConfigurationTest {

	private static final String PREFIX = "magiconion.streaming-hub.heartbeat";

	@Test
	void withoutHubsNothingIsServed() {
		Applications.RUNNER.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(StreamingHubServer.class);
			assertThat(context.getBean(StreamingHubServer.class).serviceNames()).isEmpty();
			assertThat(context.getBeansWithAnnotation(GrpcService.class)).isEmpty();
		});
	}

	@Test
	void eachHubIsAServiceAndEachConnectionHasAHubOfItsOwn() {
		String name = UUID.randomUUID().toString();
		Applications.serving(name).withUserConfiguration(BothHubs.class).run((context) -> {
			assertThat(context.getBean(StreamingHubServer.class).serviceNames()).containsExactlyInAnyOrder("IFirstHub",
					"ISecondHub");
			try (TestHubClient client = Applications.connect(name, "IFirstHub");
					TestHubClient other = Applications.connect(name, "IFirstHub")) {
				for (TestHubClient each : new TestHubClient[] { client, other }) {
					int call = each.call("Add", 0x92, 2, 3);
					assertThat(each.next(ServerMessage.Response.class))
						.isEqualTo(new ServerMessage.Response(call, MethodIds.of("Add"), TestHubClient.bytes(5)));
				}
			}
		});
	}

	@Test
	void theNamedProviderOverridesTheGlobalOne() {
		String name = UUID.randomUUID().toString();
		Applications.serving(name)
			.withUserConfiguration(BothHubs.class, GlobalProvider.class)
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> {
				assertThat(metadata(name, "IFirstHub"))
					.isEqualTo(TestHubClient.bytes(0xa6, 'g', 'l', 'o', 'b', 'a', 'l'));
				assertThat(metadata(name, "ISecondHub"))
					.isEqualTo(TestHubClient.bytes(0xa8, 'i', 'n', 'j', 'e', 'c', 't', 'e', 'd'));
			});
	}

	@Test
	void aNamedProviderThatIsABeanIsUsedAndIsNotTheGlobalOne() {
		String name = UUID.randomUUID().toString();
		Applications.serving(name)
			.withUserConfiguration(BothHubs.class)
			.withBean(TestHubs.NamedProvider.class, () -> new TestHubs.NamedProvider(new TestHubs.Dependency("bean")))
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> {
				assertThat(metadata(name, "ISecondHub")).isEqualTo(TestHubClient.bytes(0xa4, 'b', 'e', 'a', 'n'));
				assertThat(metadata(name, "IFirstHub")).isEqualTo(TestHubClient.bytes(0xc0));
			});
	}

	private static Slice metadata(String name, String serviceName) throws InterruptedException {
		try (TestHubClient client = Applications.connect(name, serviceName)) {
			Slice metadata = client.next(ServerMessage.ServerHeartbeat.class).metadata();
			// The first heartbeats do not wait for a slow provider.
			for (int i = 0; i < 20 && metadata.equals(TestHubClient.bytes(0xc0)); i++) {
				metadata = client.next(ServerMessage.ServerHeartbeat.class).metadata();
			}
			return metadata;
		}
	}

	@Test
	void aPrimaryProviderIsTheGlobalOne() {
		String name = UUID.randomUUID().toString();
		Applications.serving(name)
			.withUserConfiguration(BothHubs.class, GlobalProvider.class, PrimaryProvider.class)
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> assertThat(metadata(name, "IFirstHub"))
				.isEqualTo(TestHubClient.bytes(0xa7, 'p', 'r', 'i', 'm', 'a', 'r', 'y')));
	}

	/** A bean with a scoped proxy has two names, of the proxy and of its target. */
	@Test
	void aScopedProviderIsTheGlobalOne() {
		String name = UUID.randomUUID().toString();
		Applications.serving(name)
			.withUserConfiguration(BothHubs.class, ScopedProvider.class)
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> assertThat(metadata(name, "IFirstHub"))
				.isEqualTo(TestHubClient.bytes(0xa6, 's', 'c', 'o', 'p', 'e', 'd')));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void hubsRunOnVirtualThreadsIfTheyAreEnabled() {
		Applications.RUNNER.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			CompletableFuture<String> thread = new CompletableFuture<>();
			context.getBean(HubExecutors.class)
				.server()
				.hubs()
				.execute(() -> thread.complete(Thread.currentThread().toString()));
			assertThat(thread.get(30, TimeUnit.SECONDS)).startsWith("VirtualThread[");
		});
	}

	@Test
	void hubsRunOnAPoolOtherwise() {
		Applications.RUNNER
			.run((context) -> assertThat(context.getBean(HubExecutors.class).pools().get("hubs").maximum())
				.isEqualTo(200));
		Applications.RUNNER.withPropertyValues("magiconion.streaming-hub.server.threads=3")
			.run((context) -> assertThat(context.getBean(HubExecutors.class).pools())
				.allSatisfy((pool, threads) -> assertThat(threads.maximum()).isEqualTo(3)));
	}

	@Test
	void anApplicationMayHaveItsOwnSerializer() {
		HubSerializer own = mock(HubSerializer.class);
		Applications.RUNNER.withBean(HubSerializer.class, () -> own)
			.run((context) -> assertThat(context.getBean(HubSerializer.class)).isSameAs(own));
	}

	@Test
	void micrometerIsOptional() {
		Applications.RUNNER.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withUserConfiguration(BothHubs.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ TestHubs.FirstHub.class, TestHubs.SecondHub.class })
	static class BothHubs {

	}

	@Configuration(proxyBeanMethods = false)
	static class GlobalProvider {

		@Bean
		HeartbeatMetadataProvider global() {
			return () -> "global";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryProvider {

		@Bean
		@Primary
		HeartbeatMetadataProvider primary() {
			return () -> "primary";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedProvider {

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		HeartbeatMetadataProvider scoped() {
			return () -> "scoped";
		}

	}

}
