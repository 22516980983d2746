package io.github.magiconion4j.autoconfigure.groups;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import io.github.magiconion4j.autoconfigure.groups.GroupsProperties.Kind;
import io.github.magiconion4j.backplane.GroupBackplane;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The backplane adapters of the application: one of each kind that its properties name.
 * They connect when they are created, and are closed with the application.
 */
final class HubBackplanes implements AutoCloseable {

	static final String PROPERTY = GroupsProperties.PREFIX + ".backplane";

	private final Map<Kind, AbstractBackplane> byKind = new EnumMap<>(Kind.class);

	private HubBackplanes() {
	}

	/**
	 * Creates the adapters, which start to connect.
	 * @throws HubConfigurationException if a required class or bean is missing
	 */
	static HubBackplanes of(GroupsProperties properties, ListableBeanFactory beans, @Nullable ClassLoader classes) {
		HubBackplanes made = new HubBackplanes();
		for (Kind kind : properties.kinds()) {
			switch (kind) {
				case NONE -> {
				}
				case REDIS -> {
					require(classes, properties.property(kind),
							"org.springframework.boot:spring-boot-starter-data-redis",
							List.of("io.lettuce.core.RedisClient",
									"org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory"));
					made.byKind.put(kind, RedisBackplanes.create(properties, beans));
				}
				case NATS -> {
					require(classes, properties.property(kind), "io.nats:jnats", List.of("io.nats.client.Connection"));
					made.byKind.put(kind, NatsBackplanes.create(properties, beans));
				}
			}
		}
		made.byKind.values().forEach(AbstractBackplane::start);
		return made;
	}

	private static void require(@Nullable ClassLoader classes, String property, String dependency, List<String> types) {
		for (String type : types) {
			if (!ClassUtils.isPresent(type, classes)) {
				throw new HubConfigurationException(property + ", but " + type + " is not on the class path.",
						"Add the dependency " + dependency + ".");
			}
		}
	}

	/** The adapter of a kind; {@code null} for none. */
	@Nullable GroupBackplane get(Kind kind) {
		return this.byKind.get(kind);
	}

	@Override
	public void close() {
		this.byKind.values().forEach(AbstractBackplane::close);
	}

}
