package io.github.magiconion4j.testing.autoconfigure;

import io.github.magiconion4j.testing.InProcessHubs;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Closes the clients of a test method, so that they are not members of groups in the next
 * one.
 */
class ClosingListener implements TestExecutionListener {

	@Override
	public void afterTestMethod(TestContext test) {
		if (test.hasApplicationContext()) {
			test.getApplicationContext().getBeanProvider(InProcessHubs.class).ifAvailable(InProcessHubs::closeClients);
		}
	}

}
