package io.github.magiconion4j.autoconfigure.groups;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Lets a native image read which servers a connection factory uses. By name, because
 * Redis is optional.
 */
final class RedisHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classes) {
		hints.reflection()
			.registerTypeIfPresent(classes,
					"org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory",
					(factory) -> factory.withField("configuration"));
	}

}
