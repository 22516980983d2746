package io.github.magiconion4j.sample;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.endpoint.StreamingHubsEndpointAutoConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which properties give write access to the endpoint, on the current Boot.
 */
class EndpointAccessTest {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubsEndpointAutoConfiguration.class, EndpointAutoConfiguration.class,
				WebEndpointAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=streaminghubs");

	@ParameterizedTest
	@CsvSource({ "access=READ_ONLY, false", "access=UNRESTRICTED, true", "enabled=true, true",
			"cache.time-to-live=0ms, false" })
	void propertiesGiveWriteAccess(String property, boolean allowed) {
		this.runner.withPropertyValues("management.endpoint.streaminghubs." + property)
			.run((context) -> assertThat(context.getBean(WebEndpointsSupplier.class).getEndpoints())
				.filteredOn((endpoint) -> endpoint.getEndpointId().equals(EndpointId.of("streaminghubs")))
				.singleElement()
				.satisfies((endpoint) -> assertThat(endpoint.getOperations())
					.filteredOn(
							(operation) -> operation.getRequestPredicate().getHttpMethod() != WebEndpointHttpMethod.GET)
					.matches((writing) -> writing.isEmpty() != allowed)));
	}

}
