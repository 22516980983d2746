package io.github.magiconion4j.autoconfigure.groups;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.server.GroupSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(180)
class StreamingHubGroupsAutoConfigurationTest {

	private static final String PREFIX = "magiconion.streaming-hub.groups.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(RedisAutoConfiguration.class, StreamingHubGroupsAutoConfiguration.class));

	@Test
	void withoutAPropertyGroupsStayInTheServerAlsoWhereRedisIs() {
		this.runner.run((context) -> assertThat(context.getBean(GroupSettings.class).backplane()).isNull());
	}

	@Test
	void aBackplaneOfTheApplicationIsUsed() {
		GroupBackplane own = new InMemoryBackplane().connect();
		this.runner.withBean(GroupBackplane.class, () -> own)
			.run((context) -> assertThat(context.getBean(GroupSettings.class).backplane()).isSameAs(own));
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis", "nats" })
	void twoApplicationsAreConnectedAndLeaveNothing(String kind) throws Exception {
		try (LocalServer server = kind.equals("redis") ? LocalServer.redis().start() : LocalServer.nats().start()) {
			ApplicationContextRunner fleet = this.runner.withPropertyValues(PREFIX + "backplane=" + kind,
					"spring.data.redis.port=" + server.port(),
					PREFIX + "nats.servers=nats://127.0.0.1:" + server.port());
			fleet.run((first) -> fleet.run((second) -> {
				GroupBackplane here = first.getBean(GroupSettings.class).backplane();
				GroupBackplane there = second.getBean(GroupSettings.class).backplane();
				await().until(() -> here.isUp() && there.isUp());
				Queue<byte[]> received = new ConcurrentLinkedQueue<>();
				there.subscribe(there.channel("news"), received::add).confirmed().toCompletableFuture().join();
				assertThat(here.publish(here.channel("news"), new byte[] { 1 })).isTrue();
				await().until(() -> !received.isEmpty());
			}));
		}
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("streaming-hub-" + kind)));
	}

	@Test
	void anUnreachableRedisDoesNotStopTheStart() {
		this.runner.withPropertyValues(PREFIX + "backplane=redis", "spring.data.redis.port=1")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatCannotWorkStopsTheStart() {
		assertFails(this.runner.withPropertyValues(PREFIX + "backplane=nats", PREFIX + "prefix=x"),
				PREFIX + "prefix is set");
		assertFails(
				this.runner.withPropertyValues(PREFIX + "backplane=nats")
					.withClassLoader(new FilteredClassLoader("io.nats")),
				"io.nats.client.Connection is not on the class path");
		assertFails(
				this.runner.withPropertyValues(PREFIX + "backplane=redis")
					.withClassLoader(new FilteredClassLoader("io.lettuce")),
				"io.lettuce.core.RedisClient is not on the class path");
		assertFails(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(StreamingHubGroupsAutoConfiguration.class))
			.withPropertyValues(PREFIX + "backplane=redis"), "there is not exactly one bean of the type");
	}

	private static void assertFails(ApplicationContextRunner runner, String text) {
		runner.run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.isInstanceOf(HubConfigurationException.class)
			.hasMessageContaining(text));
	}

}
