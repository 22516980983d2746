package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.magiconion4j.autoconfigure.endpoint.StreamingHubsEndpointAutoConfiguration;
import io.github.magiconion4j.autoconfigure.metrics.StreamingHubMetricsAutoConfiguration;
import io.github.magiconion4j.autoconfigure.observation.StreamingHubObservationAutoConfiguration;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.ServerSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application takes precedence: each bean of ours can be replaced or excluded, and
 * unused parts cost nothing.
 */
class BackOffTest {

	private static final Class<?>[] AUTO_CONFIGURATIONS = { StreamingHubAutoConfiguration.class,
			StreamingHubClientAutoConfiguration.class, StreamingHubMetricsAutoConfiguration.class,
			StreamingHubObservationAutoConfiguration.class, StreamingHubsEndpointAutoConfiguration.class };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AUTO_CONFIGURATIONS))
		.withPropertyValues("management.endpoints.web.exposure.include=streaminghubs")
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	/** With a gRPC server in this process. */
	private ApplicationContextRunner serving(String name) {
		return this.runner
			.withConfiguration(
					AutoConfigurations.of(GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
							GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
			.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + name)
			.withBean(TestHubs.FirstHub.class);
	}

	private static void assertServes(String name) throws Exception {
		try (TestHubClient client = TestHubClient.connect(InProcessChannelBuilder.forName(name).build(), "IFirstHub")) {
			int call = client.call("Add", 0x92, 2, 3);
			assertThat(client.next(ServerMessage.Response.class))
				.isEqualTo(new ServerMessage.Response(call, MethodIds.of("Add"), TestHubClient.bytes(5)));
		}
	}

	static Stream<JavaMethod> beans() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.github.magiconion4j.autoconfigure")
			.stream()
			.map(JavaClass::getMethods)
			.flatMap((methods) -> methods.stream())
			.filter((method) -> method.isAnnotatedWith(Bean.class));
	}

	@ParameterizedTest
	@MethodSource("beans")
	void eachBeanBacksOff(JavaMethod bean) {
		assertThat(bean.isAnnotatedWith(ConditionalOnMissingBean.class)).isTrue();
		String[] names = bean.getAnnotationOfType(ConditionalOnMissingBean.class).name();
		assertThat(names.length == 0 || names[0].equals(bean.getName())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hubLog", "streamingHubMeters" })
	void anInstrumentationIsReplacedByItsName(String name) {
		HubInstrumentation own = new HubInstrumentation() {
		};
		String server = UUID.randomUUID().toString();
		serving(server).withBean(name, HubInstrumentation.class, () -> own).run((context) -> {
			assertThat(context.getBean(name)).isSameAs(own);
			assertServes(server);
		});
	}

	@Test
	void theServerIsReplaced() {
		String name = UUID.randomUUID().toString();
		HubTimer timer = new HubTimer(System::nanoTime).startOnDemand();
		Executor own = Runnable::run;
		StreamingHubServer server = new StreamingHubServer(new MessagePackHubSerializer(), timer,
				new ServerExecutors(own, own, own, own, own), ServerSettings.DEFAULTS, () -> ServerExtensions.NONE,
				GroupSettings.DEFAULTS);
		serving(name).withBean(StreamingHubServer.class, () -> server).run((context) -> {
			assertThat(server.serviceNames()).containsExactly("IFirstHub");
			assertServes(name);
		});
		timer.close();
	}

	@Test
	void executorsAreReplaced() {
		String name = UUID.randomUUID().toString();
		List<String> ran = new CopyOnWriteArrayList<>();
		ServerExecutors own = new ServerExecutors(named("connects", ran), named("hubs", ran), named("endings", ran),
				named("results", ran), named("sending", ran));
		serving(name).withBean(ServerExecutors.class, () -> own).run((context) -> {
			assertServes(name);
			assertThat(ran).contains("connects", "hubs");
			assertThat(context.getBean(MeterRegistry.class).find("magiconion.server.streaminghub.threads.busy").gauge())
				.isNull();
		});
	}

	private static Executor named(String name, List<String> ran) {
		return (task) -> {
			ran.add(name);
			task.run();
		};
	}

	@Test
	void taskDecoratorsWrapHubCodeInOrder() {
		String name = UUID.randomUUID().toString();
		serving(name).withUserConfiguration(Decorators.class).withBean(Seen.class).run((context) -> {
			assertServes(name);
			assertThat(context.getBean(Seen.class).decorators()).containsSubsequence("outer", "inner");
		});
	}

	record Seen(List<String> decorators) {

		Seen() {
			this(new CopyOnWriteArrayList<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorators {

		@Bean
		@Order(2)
		TaskDecorator inner(Seen seen) {
			return decorator("inner", seen);
		}

		@Bean
		@Order(1)
		TaskDecorator outer(Seen seen) {
			return decorator("outer", seen);
		}

		private static TaskDecorator decorator(String name, Seen seen) {
			return (task) -> () -> {
				seen.decorators().add(name);
				task.run();
			};
		}

	}

	@Test
	void anApplicationWithOnlyClientsMayExcludeTheServer() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(Stream.of(AUTO_CONFIGURATIONS)
			.filter((each) -> each != StreamingHubAutoConfiguration.class)
			.toArray(Class<?>[]::new))).run((context) -> {
				assertThat(context).hasNotFailed()
					.hasSingleBean(StreamingHubClientOptions.class)
					.doesNotHaveBean(StreamingHubServer.class)
					.doesNotHaveBean(GroupProvider.class);
			});
	}

	@Test
	void onePropertyDisablesEverything() {
		this.runner.withBean(TestHubs.FirstHub.class)
			.withPropertyValues("magiconion.streaming-hub.enabled=false",
					"magiconion.streaming-hub.heartbeat.interval=nonsense")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanDefinitionNames()).filteredOn((name) -> isOurs(context.getType(name)))
					.allMatch((name) -> TestHubs.FirstHub.class.equals(context.getType(name))
							|| TestHubs.Dependency.class.equals(context.getType(name)));
			});
	}

	private static boolean isOurs(@Nullable Class<?> type) {
		return type != null && type.getName().startsWith("io.github.magiconion4j.");
	}

	@Test
	void withoutHubsNoThreadStarts() {
		List<String> before = hubThreads();
		this.runner.withPropertyValues("magiconion.streaming-hub.heartbeat.interval=1s").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(StreamingHubServer.class);
			assertThat(hubThreads()).isSubsetOf(before);
		});
	}

	private static List<String> hubThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("streaming-hub"))
			.map((thread) -> thread.getName() + " " + System.identityHashCode(thread))
			.toList();
	}

}
