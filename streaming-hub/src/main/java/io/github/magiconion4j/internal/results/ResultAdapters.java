package io.github.magiconion4j.internal.results;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The available adapters, starting with that of Java's stages.
 */
final class ResultAdapters {

	private static final List<ResultAdapter> ALL = Stream
		.concat(Stream.of(new StageAdapter()),
				ServiceLoader.load(ResultAdapter.class, ResultAdapter.class.getClassLoader())
					.stream()
					.map(ServiceLoader.Provider::get))
		.toList();

	private ResultAdapters() {
	}

	static @Nullable ResultAdapter find(Class<?> type) {
		return ALL.stream().filter((adapter) -> adapter.supports(type)).findFirst().orElse(null);
	}

}
