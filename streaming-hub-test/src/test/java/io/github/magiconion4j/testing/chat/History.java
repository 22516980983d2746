package io.github.magiconion4j.testing.chat;

import org.springframework.stereotype.Component;

/**
 * What an application does with messages, beside its hubs.
 */
@Component
public class History {

	void add(String user, String text) {
		throw new UnsupportedOperationException("tests have a mock of it");
	}

}
