package io.github.magiconion4j.autoconfigure.groups;

import java.util.Locale;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.groups.GroupsProperties.Kind;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.server.GroupSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Groups across servers, over Redis or NATS, where the application asks for it.
 */
@AutoConfiguration(before = StreamingHubAutoConfiguration.class,
		afterName = { "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
				"org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration" })
@ConditionalOnProperty(name = "magiconion.streaming-hub.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GroupsProperties.class)
public final class StreamingHubGroupsAutoConfiguration {

	private static final String BACKPLANE = GroupsProperties.PREFIX + ".backplane";

	StreamingHubGroupsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	GroupSettings hubGroupSettings(GroupsProperties properties, HubBackplane own, ListableBeanFactory beans) {
		GroupBackplane backplane = own.backplane();
		if (backplane == null) {
			backplane = beans.getBeanProvider(GroupBackplane.class).getIfUnique();
		}
		return GroupSettings.DEFAULTS.withBackplane(backplane)
			.withConnectMethod(properties.connectMethod())
			.withJoinTimeout(properties.joinTimeout());
	}

	/** None of the type GroupBackplane, which is for what applications bring. */
	@Bean
	@ConditionalOnMissingBean
	HubBackplane hubBackplane(GroupsProperties properties, ListableBeanFactory beans, ResourceLoader resources) {
		if (properties.backplane() != Kind.REDIS && !properties.prefix().isEmpty()) {
			throw new HubConfigurationException(
					GroupsProperties.PREFIX + ".prefix is set, but " + BACKPLANE + " is "
							+ properties.backplane().name().toLowerCase(Locale.ROOT) + ".",
					"Only Redis has a prefix: leave it out, or set " + BACKPLANE + " to redis.");
		}
		AbstractBackplane made = switch (properties.backplane()) {
			case NONE -> null;
			case REDIS -> {
				require(resources, "io.lettuce.core.RedisClient", "redis",
						"org.springframework.boot:spring-boot-starter-data-redis");
				require(resources, "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory",
						"redis", "org.springframework.boot:spring-boot-starter-data-redis");
				yield RedisBackplanes.create(properties, beans);
			}
			case NATS -> {
				require(resources, "io.nats.client.Connection", "nats", "io.nats:jnats");
				yield NatsBackplanes.create(properties, beans);
			}
		};
		return new HubBackplane(made);
	}

	private static void require(ResourceLoader resources, String type, String kind, String dependency) {
		if (!ClassUtils.isPresent(type, resources.getClassLoader())) {
			throw new HubConfigurationException(
					BACKPLANE + " is " + kind + ", but " + type + " is not on the class path.",
					"Add the dependency " + dependency + ".");
		}
	}

	/**
	 * What this application connects by, if anything. It connects when the application
	 * has it, and is closed with it.
	 *
	 * @param backplane the backplane; {@code null} for none
	 */
	record HubBackplane(@Nullable AbstractBackplane backplane) implements AutoCloseable {

		HubBackplane {
			if (backplane != null) {
				backplane.start();
			}
		}

		@Override
		public void close() {
			if (this.backplane != null) {
				this.backplane.close();
			}
		}

	}

}
