package io.github.magiconion4j.testing.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Registers the type filter of a {@link StreamingHubTest} before component scanning.
 */
class HubTypeFilterCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		StreamingHubTest test = TestContextAnnotationUtils.findMergedAnnotation(testClass, StreamingHubTest.class);
		return (test == null) ? null
				: new Customizer(Stream.of(test.hubs()).map(Class::getName).collect(Collectors.toSet()));
	}

	/**
	 * Equal for tests that can share a context.
	 *
	 * @param hubs the names of the hubs to test; none for all
	 */
	private record Customizer(Set<String> hubs) implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			context.getBeanFactory().registerSingleton(HubTypeFilter.class.getName(), new HubTypeFilter(this.hubs));
			if (!this.hubs.isEmpty()) { // properties of the other hubs are not mistakes
				TestPropertyValues.of("magiconion.streaming-hub.test.some-hubs=true").applyTo(context);
			}
		}

	}

}
