package io.github.magiconion4j.autoconfigure.groups;

import java.util.Map;

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
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;

/**
 * Groups across servers, over Redis or NATS, if the application configures a backplane.
 */
@AutoConfiguration(before = StreamingHubAutoConfiguration.class,
		afterName = { "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
				"org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration" })
@ConditionalOnProperty(name = "magiconion.streaming-hub.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GroupsProperties.class)
@ImportRuntimeHints(RedisHints.class)
public final class StreamingHubGroupsAutoConfiguration {

	StreamingHubGroupsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	GroupSettings hubGroupSettings(GroupsProperties properties, HubBackplanes own, ListableBeanFactory beans) {
		GroupSettings settings = GroupSettings.DEFAULTS.withBackplane(common(properties, own, beans))
			.withConnectMethod(properties.connectMethod())
			.withJoinTimeout(properties.joinTimeout())
			.withUsers(properties.users());
		for (Map.Entry<String, GroupsProperties.Hub> hub : properties.hubs().entrySet()) {
			settings = settings.withHub(hub.getKey(), own.get(hub.getValue().backplane()));
		}
		return settings;
	}

	/** The backplane of the property, or the application's bean. */
	private static @Nullable GroupBackplane common(GroupsProperties properties, HubBackplanes own,
			ListableBeanFactory beans) {
		String[] names = beans.getBeanNamesForType(GroupBackplane.class);
		boolean named = properties.backplane() != Kind.NONE;
		GroupBackplane brought = (names.length > 0) ? beans.getBeanProvider(GroupBackplane.class).getIfUnique() : null;
		if (named ? names.length > 0 : names.length > 1 && brought == null) {
			throw new HubConfigurationException(
					"There is more than one backplane: the beans " + String.join(", ", names)
							+ (named ? ", and that of " + HubBackplanes.PROPERTY + "." : "."),
					"Keep either the property or one bean of type " + GroupBackplane.class.getName()
							+ ", or mark one bean as primary.");
		}
		return named ? own.get(properties.backplane()) : brought;
	}

	/** Not a bean of type GroupBackplane, which is reserved for applications. */
	@Bean
	@ConditionalOnMissingBean
	HubBackplanes hubBackplanes(GroupsProperties properties, ListableBeanFactory beans, ResourceLoader resources) {
		return HubBackplanes.of(properties, beans, resources.getClassLoader());
	}

}
