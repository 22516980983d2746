package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RedisOutageTest extends AbstractOutageTests {

	private static final String ROOMS = "Multicaster.Group[?]name=IRoomHub/*";

	@Override
	LocalServer createServer() throws Exception {
		return LocalServer.redis();
	}

	@Override
	AbstractBackplane create(int port) {
		return new RedisBackplane(new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port)),
				new RedisSettings("", false, 1 << 20, 16 << 20, AbstractBackplaneTests.PATIENCE, null));
	}

	@Test
	void connectionsKilled() throws Exception {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.server.port());
				StatefulRedisConnection<String, String> other = client.connect()) {
			for (int i = 0; i < 5; i++) {
				other.sync().clientKill(KillArgs.Builder.skipme());
				awaitCalls();
				awaitUp();
			}
			List<String> channels = other.sync().pubsubChannels(ROOMS);
			assertThat(channels).hasSize(1);
			assertThat(other.sync().pubsubNumsub(channels.get(0))).containsEntry(channels.get(0), 2L);
			assertWhatIsPromised();
			patiently().until(() -> other.sync().pubsubChannels(ROOMS).isEmpty());
		}
	}

}
