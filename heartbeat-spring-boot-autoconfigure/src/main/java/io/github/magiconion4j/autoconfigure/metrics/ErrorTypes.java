package io.github.magiconion4j.autoconfigure.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What exceptions are called in a tag: by their class, but only the first so many
 * classes, since hub code, which clients make fail, may bring ever new ones. Thread-safe.
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
