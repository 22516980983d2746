package io.github.magiconion4j.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class HubConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<HubConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HubConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
