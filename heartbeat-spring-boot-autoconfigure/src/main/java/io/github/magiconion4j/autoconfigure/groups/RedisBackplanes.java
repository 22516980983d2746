package io.github.magiconion4j.autoconfigure.groups;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Creates the Redis adapter. Only used if the classes of Redis are on the class path.
 */
final class RedisBackplanes {

	private RedisBackplanes() {
	}

	static AbstractBackplane create(GroupsProperties properties, ListableBeanFactory beans) {
		LettuceConnectionFactory factory = factory(beans);
		if (factory == null) {
			throw new HubConfigurationException(
					properties.property(GroupsProperties.Kind.REDIS) + ", but there is not exactly one bean of type "
							+ LettuceConnectionFactory.class.getName() + ".",
					"Let Spring Boot create it (spring.data.redis.*, with Lettuce), or mark one as primary.");
		}
		return new RedisBackplane(factory,
				new RedisSettings(properties.prefix(), properties.redis().sharded(),
						(int) properties.maxMessageSize().toBytes(), properties.maxUnsentBytes().toBytes(),
						properties.patience(), properties.presence() ? properties.presenceLease() : null));
	}

	/**
	 * By the interface first, because the declared type of a bean that has not been
	 * created may be the interface.
	 */
	private static @Nullable LettuceConnectionFactory factory(ListableBeanFactory beans) {
		return (beans.getBeanProvider(RedisConnectionFactory.class)
			.getIfUnique() instanceof LettuceConnectionFactory lettuce) ? lettuce
					: beans.getBeanProvider(LettuceConnectionFactory.class).getIfUnique();
	}

}
