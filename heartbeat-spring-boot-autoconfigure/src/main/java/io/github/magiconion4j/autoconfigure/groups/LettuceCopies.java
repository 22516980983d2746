package io.github.magiconion4j.autoconfigure.groups;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

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

	private static RedisConfiguration servers(LettuceConnectionFactory factory) {
		if (factory.getClusterConfiguration() != null) {
			return factory.getClusterConfiguration();
		}
		if (factory.getSentinelConfiguration() != null) {
			return factory.getSentinelConfiguration();
		}
		return (factory.getSocketConfiguration() != null) ? factory.getSocketConfiguration()
				: factory.getStandaloneConfiguration();
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
	 * Those of a cluster have a separate type. Its nodes are discovered when a session
	 * starts, and not during one.
	 */
	private static ClientOptions options(ClientOptions original, boolean cluster) {
		ClientOptions.Builder options = original.mutate();
		if (cluster) {
			options = ((original instanceof ClusterClientOptions own) ? own
					: ClusterClientOptions.builder(original).build())
				.mutate()
				.topologyRefreshOptions(ClusterTopologyRefreshOptions.create());
		}
		return options.autoReconnect(false)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.build();
	}

}
