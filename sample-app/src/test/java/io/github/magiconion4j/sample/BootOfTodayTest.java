package io.github.magiconion4j.sample;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.server.ContextPropagator;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The parts that depend most on Spring, on the current Boot: the other tests of them run
 * on the oldest supported one.
 */
class BootOfTodayTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class));

	@Test
	void collectedBeansMayDependOnGroups() {
		this.runner.withUserConfiguration(CountingHub.class, NeedGroups.class)
			.run((context) -> serve(context, (client) -> {
				client.call("Count", 0xc0);
				assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(1));
			}));
	}

	@Test
	void scheduledTasksOfAProxiedHubEndWithItsConnection() {
		this.runner.withUserConfiguration(CountingHub.class, Proxies.class).run((context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean(CountingHub.class))).isTrue();
			ScheduledTaskHolder tasks = context.getBean(ScheduledTaskHolder.class);
			int before = tasks.getScheduledTasks().size();
			serve(context, (client) -> {
				client.call("Count", 0xc0);
				client.next(ServerMessage.Response.class);
				assertThat(tasks.getScheduledTasks()).hasSize(before + 1);
				client.cancel();
				await().untilAsserted(() -> assertThat(tasks.getScheduledTasks()).hasSize(before));
			});
			assertThat(context.getBean(Proxies.class).ended.await(20, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void aHubThatIsRegisteredTooLateFailsTheStart() {
		this.runner.withConfiguration(AutoConfigurations.of(Late.class))
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("was registered after the hubs were collected"));
	}

	@Test
	void contractsThatOnlyClientsUseHaveRuntimeHints() throws NoSuchMethodException {
		RuntimeHints hints = new RuntimeHints();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("example", "Application")), new InMemoryGeneratedFiles(), hints);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(StreamingHubAutoConfiguration.class);
			AutoConfigurationPackages.register(context, BootOfTodayTest.class.getPackageName());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(OnlyCalled.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(OnlyCalled.class.getMethod("send", String.class))).accepts(hints);
	}

	private static void serve(ApplicationContext context, Check check) throws Exception {
		String name = UUID.randomUUID().toString();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
		context.getBeansOfType(BindableService.class).values().forEach(builder::addService);
		Server server = builder.build().start();
		ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
		try (TestHubClient client = TestHubClient.connect(channel, "ICounting")) {
			check.with(client);
		}
		finally {
			channel.shutdownNow();
			server.shutdownNow();
		}
	}

	@FunctionalInterface
	private interface Check {

		void with(TestHubClient client) throws Exception;

	}

	interface Receiver {

	}

	interface ICounting extends StreamingHub<Receiver> {

		int count();

	}

	interface OnlyCalled extends StreamingHub<Receiver> {

		void send(String text);

	}

	@StreamingHubService
	static class CountingHub extends StreamingHubBase<Receiver> implements ICounting {

		private final CountDownLatch ended;

		CountingHub(ApplicationContext context) {
			this.ended = context.getBeansOfType(Proxies.class)
				.values()
				.stream()
				.map((proxies) -> proxies.ended)
				.findAny()
				.orElseGet(() -> new CountDownLatch(1));
		}

		@Override
		protected void onDisconnected(DisconnectReason reason) {
			this.ended.countDown();
		}

		@Override
		public int count() {
			return 1;
		}

		@Async // which makes a proxy
		public void later() {
		}

		@Scheduled(fixedRate = 3_600_000, initialDelay = 3_600_000)
		public void tick() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@EnableAsync(proxyTargetClass = true)
	static class Proxies {

		private final CountDownLatch ended = new CountDownLatch(1);

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedGroups {

		@Bean
		HubFilter filter(GroupProvider groups) {
			return new HubFilter() {
			};
		}

		@Bean
		HubExceptionTranslator translator(GroupProvider groups) {
			return (failure) -> null;
		}

		@Bean
		ContextPropagator propagator(GroupProvider groups) {
			return () -> null;
		}

	}

	@AutoConfiguration(after = StreamingHubAutoConfiguration.class)
	static class Late {

		@Bean
		@Scope("prototype")
		CountingHub lateHub(ApplicationContext context) {
			return new CountingHub(context);
		}

	}

}
