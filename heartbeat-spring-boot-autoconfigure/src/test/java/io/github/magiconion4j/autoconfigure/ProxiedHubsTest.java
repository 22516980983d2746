package io.github.magiconion4j.autoconfigure;

import java.lang.ref.WeakReference;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Spring registers for a hub is removed when its connection ends, also for a hub
 * behind a proxy.
 */
class ProxiedHubsTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class))
		.withUserConfiguration(ProxiedHubs.Scheduling.class);

	@BeforeEach
	void forgetHubs() {
		ProxiedHubs.CONNECTED.clear();
	}

	static Stream<Arguments> proxied() {
		return Stream.of(Arguments.of(ProxiedHubs.PlainHub.class, ProxiedHubs.Scheduling.class),
				Arguments.of(ProxiedHubs.TransactionalHub.class, ProxiedHubs.Transactions.class),
				Arguments.of(ProxiedHubs.AsyncHub.class, ProxiedHubs.Asynchronous.class),
				Arguments.of(ProxiedHubs.ValidatedHub.class, ProxiedHubs.Validation.class),
				Arguments.of(ProxiedHubs.ManyProxiesHub.class, ProxiedHubs.All.class));
	}

	@ParameterizedTest
	@MethodSource("proxied")
	void scheduledTasksEndWithTheConnection(Class<?> hub, Class<?> configuration) {
		this.runner.withUserConfiguration(configuration).withUserConfiguration(hub).run((context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean(hub))).isEqualTo(hub != ProxiedHubs.PlainHub.class);
			ScheduledTaskHolder tasks = context.getBean(ScheduledTaskHolder.class);
			int before = tasks.getScheduledTasks().size();
			serve(context, (client) -> {
				client.call("Add", 0x92, 2, 3);
				assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(5));
				assertThat(tasks.getScheduledTasks()).hasSize(before + 1);
				client.cancel();
				await().untilAsserted(() -> assertThat(tasks.getScheduledTasks()).hasSize(before));
			});
			await().untilAsserted(() -> assertThat(ProxiedHubs.CONNECTED.get(0).destroyed).hasValue(1));
		});
	}

	@Test
	void nothingReferencesAHubAfterItsConnectionHasEnded() {
		this.runner.withUserConfiguration(ProxiedHubs.All.class, ProxiedHubs.ManyProxiesHub.class).run((context) -> {
			WeakReference<ProxiedHubs.Hub> hub = connectAndCancel(context);
			await().untilAsserted(() -> {
				System.gc();
				assertThat(hub.get()).isNull();
			});
		});
	}

	private static WeakReference<ProxiedHubs.Hub> connectAndCancel(ApplicationContext context) throws Exception {
		serve(context, (client) -> {
			client.call("Add", 0x92, 2, 3);
			client.next(ServerMessage.Response.class);
			client.cancel();
			await().untilAsserted(() -> assertThat(ProxiedHubs.CONNECTED.get(0).destroyed).hasValue(1));
		});
		return new WeakReference<>(ProxiedHubs.CONNECTED.remove(0));
	}

	@Test
	void aPostProcessorIsNotifiedOfTheDestruction() {
		this.runner
			.withUserConfiguration(ProxiedHubs.All.class, ProxiedHubs.ManyProxiesHub.class, ProxiedHubs.Watching.class)
			.run((context) -> {
				ProxiedHubs.Watcher watcher = context.getBean(ProxiedHubs.Watcher.class);
				serve(context, (client) -> {
					client.call("Add", 0x92, 2, 3);
					client.next(ServerMessage.Response.class);
					assertThat(watcher.alive).hasSize(1);
					client.cancel();
					await().untilAsserted(() -> assertThat(watcher.alive).isEmpty());
				});
			});
	}

	private static void serve(ApplicationContext context, Check check) throws Exception {
		String name = UUID.randomUUID().toString();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
		context.getBeansOfType(BindableService.class).values().forEach(builder::addService);
		Server server = builder.build().start();
		ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
		try (TestHubClient client = TestHubClient.connect(channel, "IAdding")) {
			check.with(client);
		}
		finally {
			channel.shutdownNow();
			server.shutdownNow();
			server.awaitTermination();
		}
	}

	@FunctionalInterface
	private interface Check {

		void with(TestHubClient client) throws Exception;

	}

}
