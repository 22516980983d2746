package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.backplane.PresenceStore;
import io.github.magiconion4j.server.GroupSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(180)
class StreamingHubGroupsAutoConfigurationTest {

	private static final String PREFIX = "magiconion.streaming-hub.groups.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(RedisAutoConfiguration.class, StreamingHubGroupsAutoConfiguration.class));

	@Test
	void withoutAPropertyGroupsStayOnTheServer() {
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
	void twoApplicationsAreConnectedAndLeaveNothingBehind(String kind) throws Exception {
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
	void aFactoryMayBeDeclaredByItsInterface() {
		this.runner.withUserConfiguration(OwnRedis.class)
			.withPropertyValues(PREFIX + "backplane=redis")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(GroupSettings.class).backplane().name()).isEqualTo("redis"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRedis {

		@Bean
		RedisConnectionFactory redis() {
			return new LettuceConnectionFactory("127.0.0.1", 1);
		}

	}

	@Test
	void aHubMayHaveAnother() {
		this.runner
			.withPropertyValues(PREFIX + "backplane=redis", PREFIX + "hubs.IChatHub.backplane=nats",
					PREFIX + "hubs.IGameHub.backplane=none", "spring.data.redis.port=1",
					PREFIX + "nats.servers=nats://127.0.0.1:1")
			.run((context) -> {
				GroupSettings settings = context.getBean(GroupSettings.class);
				assertThat(settings.backplanes()).extracting(GroupBackplane::name)
					.containsExactlyInAnyOrder("redis", "nats");
				assertThat(settings.backplane().name()).isEqualTo("redis");
				assertThat(settings.hubs().get("ichathub")).get().extracting(GroupBackplane::name).isEqualTo("nats");
				assertThat(settings.hubs().get("IGameHub")).isEmpty();
			});
	}

	@Test
	void connectionsOfUsersAreTrackedIfEnabled() {
		this.runner.run((context) -> assertThat(context.getBean(GroupSettings.class).users()).isFalse());
		this.runner.withPropertyValues(PREFIX + "users=true")
			.run((context) -> assertThat(context.getBean(GroupSettings.class).users()).isTrue());
	}

	@Test
	void presenceIsKeptIfEnabled() {
		ApplicationContextRunner redis = this.runner.withPropertyValues(PREFIX + "backplane=redis",
				"spring.data.redis.port=1");
		redis.run((context) -> assertThat(context.getBean(GroupSettings.class).backplane().presence()).isEmpty());
		redis.withPropertyValues(PREFIX + "presence=true", PREFIX + "presence-lease=20s")
			.run((context) -> assertThat(context.getBean(GroupSettings.class).backplane().presence()).get()
				.extracting(PresenceStore::lease)
				.isEqualTo(Duration.ofSeconds(20)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			prefix=x | prefix is set, but no backplane is Redis.
			backplane=nats prefix=x | prefix is set, but no backplane is Redis.
			join-timeout=0 | join-timeout is PT0S, but it must be more than 0.
			max-message-size=1GB | max-message-size is 1073741824B, but it must be between 1KB and 512MB.
			max-unsent-bytes=0 | max-unsent-bytes is 0B, but it must be at least 1KB.
			patience=1s | patience is PT1S, but it must be at least 2s.
			presence=true | presence is set, but no backplane is Redis.
			presence=true backplane=nats | presence is set, but no backplane is Redis.
			presence=true backplane=redis hubs.IA.backplane=nats | presence is set, but a backplane is NATS.
			presence-lease=1s | presence-lease is PT1S, but it must be at least 3s.
			backplane=nats redis.sharded=true | redis.sharded is set, but no backplane is Redis.
			nats.token=t nats.username=u | nats.token and nats.username are both set.
			nats.password=p | nats.password is set, but nats.username is not.
			""")
	void anInvalidPropertyFailsTheStart(String properties, String text) {
		assertFails(
				this.runner.withPropertyValues(
						Stream.of(properties.split(" ")).map((each) -> PREFIX + each).toArray(String[]::new)),
				PREFIX + text);
	}

	@Test
	void twoBackplanesFailTheStart() {
		ApplicationContextRunner one = this.runner.withBean("first", GroupBackplane.class,
				() -> new InMemoryBackplane().connect());
		assertFails(one.withPropertyValues(PREFIX + "backplane=nats"),
				"There is more than one backplane: the beans first, and that of " + PREFIX + "backplane.");
		ApplicationContextRunner two = one.withBean("second", GroupBackplane.class,
				() -> new InMemoryBackplane().connect());
		assertFails(two, "There is more than one backplane: the beans first, second.");
		one.withBean("second", GroupBackplane.class, () -> new InMemoryBackplane().connect(),
				(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(context.getBean(GroupSettings.class).backplane())
				.isSameAs(context.getBean("second")));
	}

	@Test
	void aMissingLibraryFailsTheStart() {
		assertFails(
				this.runner.withPropertyValues(PREFIX + "hubs.IChatHub.backplane=nats")
					.withClassLoader(new FilteredClassLoader("io.nats")),
				PREFIX + "hubs.IChatHub.backplane is nats, but io.nats.client.Connection is not on the class path");
		assertFails(
				this.runner.withPropertyValues(PREFIX + "backplane=redis")
					.withClassLoader(new FilteredClassLoader("io.lettuce")),
				PREFIX + "backplane is redis, but io.lettuce.core.RedisClient is not on the class path");
		assertFails(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(StreamingHubGroupsAutoConfiguration.class))
			.withPropertyValues(PREFIX + "backplane=redis"), "there is not exactly one bean of type");
	}

	private static void assertFails(ApplicationContextRunner runner, String text) {
		runner.run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.isInstanceOf(HubConfigurationException.class)
			.hasMessageContaining(text));
	}

}
