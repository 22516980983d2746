package io.github.magiconion4j.autoconfigure.observation;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When calls are observed.
 */
class StreamingHubTracingAutoConfigurationTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(StreamingHubAutoConfiguration.class, StreamingHubTracingAutoConfiguration.class));

	@Test
	void whenThereIsATracerCallsAreObserved() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withBean(Tracer.class, () -> Tracer.NOOP)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ObservingHubFilter.class));
	}

	@Test
	void withoutATracerItCostsNothing() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ObservingHubFilter.class));
	}

	@Test
	void withoutMicrometerThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("observingHubFilter"));
	}

}
