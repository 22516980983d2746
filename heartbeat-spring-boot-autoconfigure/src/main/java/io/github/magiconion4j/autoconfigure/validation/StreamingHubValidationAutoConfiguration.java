package io.github.magiconion4j.autoconfigure.validation;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.server.StreamingHubServer;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Validates the parameters of hub methods if the application has a {@link Validator},
 * such as that of {@code spring-boot-starter-validation}.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class,
		afterName = { "org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration",
				"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
@ConditionalOnClass(ExecutableValidator.class)
@ConditionalOnSingleCandidate(Validator.class)
@ConditionalOnBean(StreamingHubServer.class)
public final class StreamingHubValidationAutoConfiguration {

	StreamingHubValidationAutoConfiguration() {
	}

	// Last, so that callers without permission learn nothing about a method's
	// constraints.
	@Bean
	@ConditionalOnMissingBean(name = "hubValidationFilter")
	@Order(Ordered.LOWEST_PRECEDENCE)
	HubFilter hubValidationFilter(Validator validator) {
		return new ValidatingHubFilter(validator);
	}

}
