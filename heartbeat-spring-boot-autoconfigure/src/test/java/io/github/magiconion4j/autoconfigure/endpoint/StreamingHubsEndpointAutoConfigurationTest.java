package io.github.magiconion4j.autoconfigure.endpoint;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When there is an endpoint.
 */
class StreamingHubsEndpointAutoConfigurationTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(StreamingHubAutoConfiguration.class, StreamingHubsEndpointAutoConfiguration.class));

	@Test
	void whenItIsExposedThereIsOne() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=streaminghubs")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(StreamingHubsEndpoint.class)
				.hasSingleBean(ClosedConnections.class));
	}

	@Test
	void whenItIsNotExposedNothingIsSpentOnIt() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(StreamingHubsEndpoint.class)
			.doesNotHaveBean(ClosedConnections.class));
	}

	@Test
	void whenItHasNoAccessThereIsNone() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.streaminghubs.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StreamingHubsEndpoint.class));
	}

	@Test
	void withoutActuatorThereIsNone() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("streamingHubsEndpoint"));
	}

}
