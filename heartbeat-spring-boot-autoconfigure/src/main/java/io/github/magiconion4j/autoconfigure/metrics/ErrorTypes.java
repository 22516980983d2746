package io.github.magiconion4j.autoconfigure.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tag values of exceptions: the class name, for a limited number of classes, so that
 * the number of series is bounded whatever hub code throws. Thread-safe.
 */
final class ErrorTypes {

	static final int LIMIT = 100;

	static final String OTHER = "other";

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	String of(Throwable failure) {
		String name = failure.getClass().getName();
		if (!this.known.contains(name)) {
			synchronized (this) {
				if (this.known.size() >= LIMIT) {
					return OTHER;
				}
				this.known.add(name);
			}
		}
		return name;
	}

}
