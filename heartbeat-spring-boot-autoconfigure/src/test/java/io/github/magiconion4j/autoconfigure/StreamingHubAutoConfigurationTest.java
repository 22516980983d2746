package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.server.StreamingHubServer;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;
import net.devh.boot.grpc.server.service.GrpcService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Hub beans become gRPC services of net.devh's server; what is wrong stops the start.
 */
class StreamingHubAutoConfigurationTest {

	private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

	private static final String PREFIX = "magiconion.streaming-hub.heartbeat";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class))
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"));

	/** With a gRPC server in this process. */
	private ApplicationContextRunner serving(String name) {
		return this.runner
			.withConfiguration(
					AutoConfigurations.of(GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
							GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
			.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + name);
	}

	private static TestHubClient connect(String name, String serviceName) {
		return TestHubClient.connect(InProcessChannelBuilder.forName(name).build(), serviceName);
	}

	@Test
	void withoutHubsNothingIsServed() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(StreamingHubServer.class);
			assertThat(context.getBean(StreamingHubServer.class).serviceNames()).isEmpty();
			assertThat(context.getBeansWithAnnotation(GrpcService.class)).isEmpty();
		});
	}

	@Test
	void eachHubIsAServiceAndEachConnectionHasAHubOfItsOwn() {
		String name = UUID.randomUUID().toString();
		serving(name).withUserConfiguration(BothHubs.class).run((context) -> {
			assertThat(context.getBean(StreamingHubServer.class).serviceNames()).containsExactlyInAnyOrder("IFirstHub",
					"ISecondHub");
			try (TestHubClient client = connect(name, "IFirstHub"); TestHubClient other = connect(name, "IFirstHub")) {
				for (TestHubClient each : new TestHubClient[] { client, other }) {
					int call = each.call("Add", 0x92, 2, 3);
					assertThat(each.next(ServerMessage.Response.class))
						.isEqualTo(new ServerMessage.Response(call, MethodIds.of("Add"), TestHubClient.bytes(5)));
				}
			}
		});
	}

	@Test
	void theGlobalProviderGivesTheMetadataAndTheNamedOneBeatsIt() {
		String name = UUID.randomUUID().toString();
		serving(name).withUserConfiguration(BothHubs.class, GlobalProvider.class)
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
		serving(name).withUserConfiguration(BothHubs.class)
			.withBean(TestHubs.NamedProvider.class, () -> new TestHubs.NamedProvider(new TestHubs.Dependency("bean")))
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> {
				assertThat(metadata(name, "ISecondHub")).isEqualTo(TestHubClient.bytes(0xa4, 'b', 'e', 'a', 'n'));
				assertThat(metadata(name, "IFirstHub")).isEqualTo(TestHubClient.bytes(0xc0));
			});
	}

	private static Slice metadata(String name, String serviceName) throws InterruptedException {
		try (TestHubClient client = connect(name, serviceName)) {
			Slice metadata = client.next(ServerMessage.ServerHeartbeat.class).metadata();
			// The first heartbeats do not wait for a provider that is slow.
			for (int i = 0; i < 20 && metadata.equals(TestHubClient.bytes(0xc0)); i++) {
				metadata = client.next(ServerMessage.ServerHeartbeat.class).metadata();
			}
			return metadata;
		}
	}

	@Test
	void aPrimaryProviderIsTheGlobalOne() {
		String name = UUID.randomUUID().toString();
		serving(name).withUserConfiguration(BothHubs.class, GlobalProvider.class, PrimaryProvider.class)
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> assertThat(metadata(name, "IFirstHub"))
				.isEqualTo(TestHubClient.bytes(0xa7, 'p', 'r', 'i', 'm', 'a', 'r', 'y')));
	}

	@Test
	void severalProvidersWithoutAPrimaryOneStopTheStart() {
		this.runner.withUserConfiguration(BothHubs.class, GlobalProvider.class)
			.withBean("other", HeartbeatMetadataProvider.class, () -> () -> "other")
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("[global, other]",
					"none is primary"));
	}

	@Test
	void aWrongPropertyStopsTheStartEvenOfALazyApplication() {
		this.runner.withUserConfiguration(BothHubs.class)
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues(PREFIX + ".interval=5ms")
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription())
					.isEqualTo(PREFIX + ".interval is 5ms, but it must be at least 10ms.");
				assertThat(analysis.getAction()).contains("at least 10ms, such as 30s");
			});
	}

	@Test
	void aWrongPropertyStopsTheStartAlsoWithoutHubs() {
		this.runner.withPropertyValues(PREFIX + ".hubs.IChatHub.interval=1s")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("no hub 'IChatHub'",
					"There are no hubs."));
	}

	@Test
	void aHubThatIsNoneStopsTheStart() {
		assertFails(TestHubs.NoHub.class, "does not extend StreamingHubBase");
		assertFails(TestHubs.NoContract.class, "must implement one interface");
	}

	@Test
	void twoHubsOfOneNameStopTheStart() {
		this.runner.withUserConfiguration(BothHubs.class, TestHubs.SameName.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("Two hubs have the service name ISecondHub"));
	}

	@Test
	void aHubBeanForAllConnectionsStopsTheStart() {
		this.runner.withUserConfiguration(SingletonHub.class)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("'singletonHub'",
					"one bean for all connections"));
	}

	@ParameterizedTest
	@CsvSource({ "max-pending-requests,0", "max-outbound-bytes,100B", "max-read-pause,-1s", "threads,0",
			"shutdown-period,-1s", "max-read-pause,999999d", "max-connections,-1", "max-connections-per-transport,-1" })
	void aWrongPropertyOfTheServerStopsTheStart(String name, String value) {
		this.runner.withPropertyValues("magiconion.streaming-hub.server." + name + "=" + value)
			.run((context) -> assertThat(analysis(context).getDescription())
				.startsWith("magiconion.streaming-hub.server." + name + " is "));
	}

	@Test
	void whenTheApplicationEndsClientsAreToldAndNoThreadIsLeft() {
		String name = UUID.randomUUID().toString();
		AtomicReference<TestHubClient> client = new AtomicReference<>();
		for (int start = 0; start < 2; start++) {
			serving(name).withUserConfiguration(BothHubs.class)
				.withPropertyValues(PREFIX + ".interval=50ms")
				.run((context) -> {
					client.set(connect(name, "ISecondHub"));
					client.get().next(ServerMessage.ServerHeartbeat.class);
					assertThat(hubThreads()).isNotEmpty();
				});
			assertThat(status(client.get())).extracting(Status::getCode, Status::getDescription)
				.containsExactly(Status.Code.UNAVAILABLE, "the server is shutting down");
			await().untilAsserted(() -> assertThat(hubThreads()).isEmpty());
		}
	}

	/** A client may be there already when the start fails, at its very end or before. */
	@ParameterizedTest
	@ValueSource(classes = { FailingRunner.class, FailingLifecycle.class })
	void whenTheStartFailsClientsAreToldAndNoThreadIsLeft(Class<?> failing) {
		String name = UUID.randomUUID().toString();
		AtomicReference<TestHubClient> client = new AtomicReference<>();
		SpringApplication application = new SpringApplication(BothHubs.class, failing, ServingApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean("connecting",
				Runnable.class, () -> () -> client.set(connected(name))));
		assertThatThrownBy(() -> application.run("--grpc.server.port=-1", "--grpc.server.in-process-name=" + name))
			.hasStackTraceContaining("the start fails");
		assertThat(status(client.get()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		await().untilAsserted(() -> assertThat(hubThreads()).isEmpty());
	}

	private static TestHubClient connected(String name) {
		TestHubClient client = connect(name, "ISecondHub");
		try {
			client.next(ServerMessage.ServerHeartbeat.class);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return client;
	}

	private static Status status(TestHubClient client) {
		try {
			return client.status();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/** Those of this test: others of the same process may have some, too. */
	private List<String> hubThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.threadsBefore.contains(thread))
			.map(Thread::getName)
			.filter((thread) -> thread.startsWith("streaming-hub"))
			.toList();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void hubsRunOnVirtualThreadsWhereTheApplicationWantsThem() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
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
		this.runner.run((context) -> assertThat(context.getBean(HubExecutors.class).pools().get("hubs").maximum())
			.isEqualTo(200));
		this.runner.withPropertyValues("magiconion.streaming-hub.server.threads=3")
			.run((context) -> assertThat(context.getBean(HubExecutors.class).pools())
				.allSatisfy((pool, threads) -> assertThat(threads.maximum()).isEqualTo(3)));
	}

	@Test
	void anApplicationMayBringItsOwnSerializer() {
		HubSerializer own = mock(HubSerializer.class);
		this.runner.withBean(HubSerializer.class, () -> own)
			.run((context) -> assertThat(context.getBean(HubSerializer.class)).isSameAs(own));
	}

	@Test
	void micrometerIsNotNeeded() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withUserConfiguration(BothHubs.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void hubsWithoutAGrpcServerStopTheStart() {
		ApplicationContextRunner withoutDevh = this.runner.withClassLoader(new FilteredClassLoader("net.devh"));
		withoutDevh.run((context) -> assertThat(context).hasNotFailed());
		withoutDevh.withUserConfiguration(BothHubs.class).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("no gRPC server on the class path");
			assertThat(analysis.getAction()).contains("net.devh:grpc-server-spring-boot-starter",
					"org.springframework.boot:spring-boot-starter-grpc-server", "heartbeat-spring-boot-starter");
		});
		withoutDevh.withUserConfiguration(BothHubs.class)
			.withBean(Server.class, () -> mock(Server.class)) // the application's own
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void twoGrpcServersStopTheStart() {
		ClassLoader both = new ByteBuddy().subclass(Object.class)
			.name("org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded()
			.getClassLoader();
		this.runner.withClassLoader(both).withUserConfiguration(BothHubs.class).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("more than one gRPC server",
					"net.devh:grpc-server-spring-boot-starter",
					"org.springframework.boot:spring-boot-starter-grpc-server");
			assertThat(analysis.getAction()).contains("Exclude", "heartbeat-spring-boot-autoconfigure");
		});
	}

	private void assertFails(Class<?> hub, String description) {
		this.runner.withUserConfiguration(hub)
			.run((context) -> assertThat(analysis(context).getDescription()).contains(hub.getName(), description));
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		FailureAnalysis analysis = new HubConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
		assertThat(analysis).isNotNull();
		assertThat(analysis.getAction()).isNotBlank();
		return analysis;
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ TestHubs.FirstHub.class, TestHubs.SecondHub.class })
	static class BothHubs {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ StreamingHubAutoConfiguration.class, GrpcCommonCodecAutoConfiguration.class,
			GrpcAdviceAutoConfiguration.class, GrpcServerAutoConfiguration.class,
			GrpcServerFactoryAutoConfiguration.class })
	static class ServingApplication {

		@Bean
		TestHubs.Dependency dependency() {
			return new TestHubs.Dependency("injected");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingRunner {

		@Bean
		ApplicationRunner failing(Runnable connecting) {
			return (arguments) -> {
				connecting.run();
				throw new IllegalStateException("the start fails");
			};
		}

	}

	/** Starts after the gRPC server. */
	@Configuration(proxyBeanMethods = false)
	static class FailingLifecycle {

		@Bean
		@DependsOn("inProcessGrpcServerLifecycle")
		SmartLifecycle failing(Runnable connecting) {
			return new SmartLifecycle() {

				@Override
				public void start() {
					connecting.run();
					throw new IllegalStateException("the start fails");
				}

				@Override
				public void stop() {
				}

				@Override
				public boolean isRunning() {
					return false;
				}

			};
		}

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
	static class SingletonHub {

		@Bean
		TestHubs.SecondHub singletonHub() {
			return new TestHubs.SecondHub();
		}

	}

}
