package io.github.magiconion4j.testing.autoconfigure;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Starts a context with only the auto-configurations of {@link StreamingHubTest}.
 */
class StreamingHubTestBootstrapper extends SpringBootTestContextBootstrapper {

	@Override
	protected String @Nullable [] getProperties(Class<?> testClass) {
		StreamingHubTest test = TestContextAnnotationUtils.findMergedAnnotation(testClass, StreamingHubTest.class);
		return Stream
			.concat(Stream.of(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY + "=false"),
					(test != null) ? Stream.of(test.properties()) : Stream.empty())
			.toArray(String[]::new);
	}

}
