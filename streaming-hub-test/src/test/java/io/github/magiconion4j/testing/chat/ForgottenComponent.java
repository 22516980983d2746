package io.github.magiconion4j.testing.chat;

import org.springframework.stereotype.Component;

/**
 * A component that a test of hubs leaves out.
 */
@Component
class ForgottenComponent {

	ForgottenComponent() {
		throw new IllegalStateException("A test of hubs should not make this");
	}

}
