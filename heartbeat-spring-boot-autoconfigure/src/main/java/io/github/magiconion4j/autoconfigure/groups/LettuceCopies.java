package io.github.magiconion4j.autoconfigure.groups;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Creates copies of the application's connection factory: the same servers, credentials,
 * TLS and resources, but without reconnecting, so that a lost connection ends and rejects
 * commands.
 */
final class LettuceCopies {

	private LettuceCopies() {
	}

	/**
	 * Copies a connection factory.
	 * @param factory the original
	 * @param timeout the longest timeout of commands, and of connecting to a server that
	 * accepts connections but does not answer
	 */
	static LettuceConnectionFactory of(LettuceConnectionFactory factory, Duration timeout) {
		LettuceConnectionFactory copy = new LettuceConnectionFactory(servers(factory),
				withoutReconnect(factory.getClientConfiguration(), factory.getClusterConfiguration() != null, timeout));
		copy.setShareNativeConnection(false);
		copy.afterPropertiesSet();
		return copy;
	}

	/** The servers of a connection factory, and the credentials for them. */
	static RedisConfiguration servers(LettuceConnectionFactory factory) {
		if (factory.getClusterConfiguration() != null) {
			return factory.getClusterConfiguration();
		}
		if (factory.getSentinelConfiguration() != null) {
			return factory.getSentinelConfiguration();
		}
		if (factory.getSocketConfiguration() != null) {
			return factory.getSocketConfiguration();
		}
		RedisConfiguration used = used(factory);
		return (used instanceof RedisConfiguration.StaticMasterReplicaConfiguration replicated) ? master(replicated)
				: used;
	}

	/**
	 * The configuration that the factory uses. If it was created with one of another type
	 * than RedisStandaloneConfiguration, no public method returns it, and
	 * {@code getStandaloneConfiguration()} is an unused default: localhost.
	 */
	private static RedisConfiguration used(LettuceConnectionFactory factory) {
		Field field = ReflectionUtils.findField(LettuceConnectionFactory.class, null, RedisConfiguration.class);
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
			if (ReflectionUtils.getField(field, factory) instanceof RedisConfiguration used) {
				return used;
			}
		}
		// A proxy has no value, but its methods are those of the original.
		RedisStandaloneConfiguration standalone = factory.getStandaloneConfiguration();
		if (standalone.equals(new RedisStandaloneConfiguration())) {
			throw new HubConfigurationException(
					"The backplane is Redis, but the servers of the LettuceConnectionFactory are not known.",
					"Configure spring.data.redis.host or url, or create the factory with a configuration for a"
							+ " cluster, sentinels or a single server other than localhost:6379.");
		}
		return standalone;
	}

	/**
	 * The first node. Replicas would receive messages, but not publish them to the
	 * master.
	 */
	private static RedisConfiguration master(RedisConfiguration.StaticMasterReplicaConfiguration replicated) {
		RedisStandaloneConfiguration first = replicated.getNodes().get(0);
		RedisStandaloneConfiguration master = new RedisStandaloneConfiguration(first.getHostName(), first.getPort());
		master.setDatabase(replicated.getDatabase());
		master.setUsername(replicated.getUsername());
		master.setPassword(replicated.getPassword());
		return master;
	}

	/** A proxy, because the methods of the interface differ between versions of Boot. */
	private static LettuceClientConfiguration withoutReconnect(LettuceClientConfiguration original, boolean cluster,
			Duration longest) {
		Duration timeout = (original.getCommandTimeout().compareTo(longest) > 0) ? longest
				: original.getCommandTimeout();
		ClientOptions options = options(original.getClientOptions().orElseGet(ClientOptions::create), cluster);
		return (LettuceClientConfiguration) Proxy.newProxyInstance(LettuceCopies.class.getClassLoader(),
				new Class<?>[] { LettuceClientConfiguration.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "getClientOptions" -> Optional.of(options);
					case "getCommandTimeout" -> timeout;
					default -> method.invoke(original, arguments);
				});
	}

	/**
	 * Those of a cluster have a separate type.
	 */
	private static ClientOptions options(ClientOptions original, boolean cluster) {
		ClientOptions.Builder options = original.mutate();
		if (cluster) {
			options = ((original instanceof ClusterClientOptions own) ? own
					: ClusterClientOptions.builder(original).build())
				.mutate()
				.topologyRefreshOptions(new AtStart());
		}
		return options.autoReconnect(false)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.build();
	}

	/**
	 * The nodes of a cluster are discovered when a session starts, and not during one. In
	 * a version of Lettuce that has triggers by default, its builder can remove them, but
	 * older builders cannot.
	 */
	private static final class AtStart extends ClusterTopologyRefreshOptions {

		AtStart() {
			super(builder());
		}

		@Override
		public Set<RefreshTrigger> getAdaptiveRefreshTriggers() {
			return Set.of();
		}

	}

}
