package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;
import java.util.Queue;

import io.lettuce.core.AclCategory;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RedisBackplaneTest extends AbstractBackplaneTests {

	@Override
	LocalServer createServer() throws Exception {
		return LocalServer.redis();
	}

	@Override
	AbstractBackplane create(int port) {
		return new RedisBackplane(new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port)),
				new RedisSettings("fleet/", false, 1 << 20, MAX_UNSENT, PATIENCE, null));
	}

	/** NATS does not promise this: it keeps the order of each publisher only. */
	@Test
	void everySubscriberGetsAllOfAChannelInOneOrder() throws Exception {
		List<List<String>> received = publishFromTwoServers();
		assertThat(received.get(0)).isEqualTo(received.get(1));
	}

	@Test
	void connectionsThatAreKilledComeBackAndSubscriptionsAreCounted() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		Queue<String> received = subscribe(backplane, "room");
		String channel = "Multicaster.Group?name=fleet/room";
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.server.port());
				StatefulRedisConnection<String, String> other = client.connect()) {
			assertThat(other.sync().pubsubNumsub(channel)).containsEntry(channel, 1L);
			for (int i = 0; i < 5; i++) {
				patiently().until(backplane::isUp);
				other.sync().clientKill(KillArgs.Builder.skipme());
				patiently().until(() -> other.sync().publish(channel, "back") == 1);
			}
			patiently().until(() -> received.contains("back"));
			GroupCloser.closeAll(backplane, channel);
			patiently().until(() -> other.sync().pubsubNumsub(channel).get(channel) == 0);
		}
	}

	@Test
	void thePermissionForTheChannelsOfGroupsIsSufficient() throws Exception {
		this.server.start();
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", this.server.port());
		configuration.setUsername("ada");
		configuration.setPassword("secret");
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.server.port());
				StatefulRedisConnection<String, String> other = client.connect();
				AbstractBackplane backplane = new RedisBackplane(new LettuceConnectionFactory(configuration),
						new RedisSettings("fleet/", false, 1 << 20, MAX_UNSENT, PATIENCE, null))) {
			backplane.start();
			patiently().until(() -> backplane.lastFailure().filter((text) -> text.contains("WRONGPASS")).isPresent());
			other.sync()
				.aclSetuser("ada",
						AclSetuserArgs.Builder.on()
							.addPassword("secret")
							.resetChannels()
							.channelPattern("Multicaster.Group?name=fleet/*")
							.addCategory(AclCategory.CONNECTION)
							.addCategory(AclCategory.PUBSUB));
			patiently().until(backplane::isUp);
			Queue<String> received = subscribe(backplane, "room");
			assertThat(publish(backplane, "room", "hello")).isTrue();
			patiently().until(() -> received.contains("hello"));
			assertThat(backplane.lastFailure()).isEmpty();
		}
	}

	/** Ends the subscriptions of a test. */
	private static final class GroupCloser {

		static void closeAll(AbstractBackplane backplane, String channel) {
			backplane.subscribe(channel, (bytes) -> {
			}).close();
		}

	}

}
