package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import io.lettuce.core.cluster.ClusterClientOptions;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A copy uses the servers and credentials of the original.
 */
class LettuceCopiesTest {

	private static RedisStandaloneConfiguration server(String host) {
		RedisStandaloneConfiguration server = new RedisStandaloneConfiguration(host, 7000);
		server.setDatabase(3);
		server.setUsername("ada");
		server.setPassword("secret");
		return server;
	}

	@Test
	void aSingleServer() {
		LettuceConnectionFactory original = new LettuceConnectionFactory(server("example"));
		assertThat(LettuceCopies.servers(original)).isEqualTo(server("example"));
		LettuceConnectionFactory copy = LettuceCopies.of(original, Duration.ofSeconds(5));
		assertThat(copy.getHostName()).isEqualTo("example");
		assertThat(copy.getPort()).isEqualTo(7000);
		assertThat(copy.getDatabase()).isEqualTo(3);
		assertThat(copy.getPassword()).isEqualTo("secret");
	}

	@Test
	void aSingleServerOfAUri() {
		LettuceConnectionFactory original = new LettuceConnectionFactory(
				LettuceConnectionFactory.createRedisConfiguration("redis://ada:secret@example:7000/3"));
		assertThat(original.getStandaloneConfiguration().getHostName()).isEqualTo("localhost");
		assertThat(LettuceCopies.servers(original)).isEqualTo(server("example"));
	}

	@Test
	void aNativeImageMayReadIt() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		new RedisHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection()
			.onField(LettuceConnectionFactory.class.getDeclaredField("configuration"))).accepts(hints);
	}

	@Test
	void theFirstOfAMasterAndItsReplicas() {
		RedisStaticMasterReplicaConfiguration configuration = new RedisStaticMasterReplicaConfiguration("one", 7000)
			.node("two", 7001);
		configuration.setDatabase(3);
		configuration.setUsername("ada");
		configuration.setPassword(RedisPassword.of("secret"));
		assertThat(LettuceCopies.servers(new LettuceConnectionFactory(configuration))).isEqualTo(server("one"));
	}

	@Test
	void aProxyIsAskedByItsMethods() {
		assertThat(LettuceCopies.servers(proxy(new LettuceConnectionFactory(server("example")))))
			.isEqualTo(server("example"));
	}

	@Test
	void unknownServersOfAProxyAreNotGuessed() {
		LettuceConnectionFactory proxy = proxy(
				new LettuceConnectionFactory(new RedisStaticMasterReplicaConfiguration("one", 7000)));
		assertThatExceptionOfType(HubConfigurationException.class).isThrownBy(() -> LettuceCopies.servers(proxy))
			.withMessageContaining("the servers of the LettuceConnectionFactory are not known");
	}

	private static LettuceConnectionFactory proxy(LettuceConnectionFactory original) {
		return Mockito.mock(LettuceConnectionFactory.class,
				(call) -> call.getMethod().invoke(original, call.getArguments()));
	}

	@Test
	void theNodesOfAClusterAreDiscoveredOnlyAtTheStartOfASession() {
		LettuceConnectionFactory copy = LettuceCopies.of(
				new LettuceConnectionFactory(new RedisClusterConfiguration().clusterNode("example", 7000)),
				Duration.ofSeconds(5));
		assertThat(copy.getClientConfiguration().getClientOptions()).get().satisfies((options) -> {
			ClusterClientOptions cluster = (ClusterClientOptions) options;
			assertThat(cluster.getTopologyRefreshOptions().getAdaptiveRefreshTriggers()).isEmpty();
			assertThat(cluster.getTopologyRefreshOptions().isPeriodicRefreshEnabled()).isFalse();
			assertThat(cluster.isAutoReconnect()).isFalse();
		});
	}

}
