package io.github.magiconion4j.autoconfigure.endpoint;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the endpoint exists.
 */
class StreamingHubsEndpointAutoConfigurationTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(StreamingHubAutoConfiguration.class, StreamingHubsEndpointAutoConfiguration.class));

	@Test
	void itExistsIfItIsExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=streaminghubs")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(StreamingHubsEndpoint.class)
				.hasSingleBean(ClosedConnections.class));
	}

	@Test
	void ifItIsNotExposedItCostsNothing() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(StreamingHubsEndpoint.class)
			.doesNotHaveBean(ClosedConnections.class));
	}

	@Test
	void withoutAccessThereIsNone() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.streaminghubs.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StreamingHubsEndpoint.class));
	}

	@ParameterizedTest
	@CsvSource({ "access=READ_ONLY, READ_ONLY", "access=UNRESTRICTED, UNRESTRICTED", "enabled=true, UNRESTRICTED",
			"enabled=false, NONE", "cache.time-to-live=0ms, READ_ONLY" })
	void propertiesGiveAccess(String property, Access access) {
		this.runner.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoint.streaminghubs." + property)
			.run((context) -> assertThat(context.getBean(EndpointAccessResolver.class)
				.accessFor(EndpointId.of("streaminghubs"),
						StreamingHubsEndpoint.class.getAnnotation(Endpoint.class).defaultAccess()))
				.isEqualTo(access));
	}

	@Test
	void withoutActuatorThereIsNone() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("streamingHubsEndpoint"));
	}

}
