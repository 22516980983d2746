package io.github.magiconion4j.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Comes before those of Boot, which see a property that could not be bound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class HubConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<HubConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HubConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
