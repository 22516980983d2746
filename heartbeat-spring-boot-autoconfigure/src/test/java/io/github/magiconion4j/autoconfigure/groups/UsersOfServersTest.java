package io.github.magiconion4j.autoconfigure.groups;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.server.ContextPropagator;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hub with one connection per user, on two servers that are connected by a real
 * backplane.
 */
@Timeout(180)
class UsersOfServersTest {

	private static final String PREFIX = "magiconion.streaming-hub.groups.";

	@ParameterizedTest
	@ValueSource(strings = { "redis", "nats" })
	void theOldConnectionIsKickedOnTheOtherServer(String kind) throws Exception {
		try (LocalServer backplane = kind.equals("redis") ? LocalServer.redis().start() : LocalServer.nats().start()) {
			ApplicationContextRunner fleet = new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(RedisAutoConfiguration.class,
						StreamingHubGroupsAutoConfiguration.class, StreamingHubAutoConfiguration.class))
				.withBean(ContextPropagator.class, () -> Alice::new)
				.withUserConfiguration(OneHub.class)
				.withPropertyValues(PREFIX + "backplane=" + kind, "spring.data.redis.port=" + backplane.port(),
						PREFIX + "nats.servers=nats://127.0.0.1:" + backplane.port());
			fleet.run((first) -> fleet.run((second) -> serving(first, (here) -> serving(second, (there) -> {
				List<ApplicationContext> servers = List.of(first, second);
				List<ManagedChannel> channels = List.of(here, there);
				awaitBackplane(second);
				awaitBackplane(first);
				TestHubClient old = connect(here);
				for (int next : new int[] { 1, 0, 1, 0 }) {
					awaitBackplane(servers.get(1 - next));
					TestHubClient newer = connect(channels.get(next));
					assertThat(old.status().getCode()).isEqualTo(Status.Code.ABORTED);
					assertThat(newer.isOpen()).isTrue();
					old = newer;
				}
				old.cancel();
			}))));
		}
	}

	/**
	 * Until the backplane has what a server has sent to it: the subscriptions of hubs,
	 * and the announcement of the last connection. Otherwise the next one, on the other
	 * server, could arrive in the same millisecond, and count as the older one.
	 */
	private static void awaitBackplane(ApplicationContext context) throws Exception {
		context.getBean(GroupSettings.class).backplane().subscribe("another", (bytes) -> {
		}).confirmed().toCompletableFuture().get(60, TimeUnit.SECONDS);
	}

	private static TestHubClient connect(ManagedChannel channel) throws Exception {
		TestHubClient client = TestHubClient.connect(channel, "IOneHub");
		client.call("Add", 0x92, 1, 2);
		client.next(ServerMessage.Response.class);
		return client;
	}

	private static void serving(ApplicationContext context, Check check) throws Exception {
		String name = UUID.randomUUID().toString();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
		context.getBeansOfType(BindableService.class).values().forEach(builder::addService);
		Server server = builder.build().start();
		ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
		try {
			check.with(channel);
		}
		finally {
			channel.shutdownNow();
			server.shutdownNow();
		}
	}

	@FunctionalInterface
	private interface Check {

		void with(ManagedChannel channel) throws Exception;

	}

	interface Receiver {

	}

	interface IOneHub extends StreamingHub<Receiver> {

		int add(int a, int b);

	}

	@StreamingHubService(sameUser = SameUserPolicy.KICK)
	static class OneHub extends StreamingHubBase<Receiver> implements IOneHub {

		@Override
		public int add(int a, int b) {
			return a + b;
		}

	}

	private static final class Alice implements ContextPropagator.Captured {

		@Override
		public ContextPropagator.Scope attach() {
			return () -> {
			};
		}

		@Override
		public Principal principal() {
			return () -> "alice";
		}

	}

}
