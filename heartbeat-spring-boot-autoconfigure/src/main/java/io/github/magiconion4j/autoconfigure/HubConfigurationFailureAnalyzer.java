package io.github.magiconion4j.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows description and action of a {@link HubConfigurationException}. Ordered before
 * Boot's analyzers, which would only report that a property could not be bound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class HubConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<HubConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HubConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
