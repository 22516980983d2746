package io.github.magiconion4j.testing.chat;

import org.springframework.stereotype.Component;

/**
 * A service of the application, independent of hubs.
 */
@Component
public class History {

	void add(String user, String text) {
		throw new UnsupportedOperationException("tests have a mock of it");
	}

}
