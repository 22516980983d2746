package io.github.magiconion4j.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks that only one thread at a time makes calls; its calls may be nested.
 */
final class OneCaller {

	private final List<Thread> callers = new ArrayList<>();

	synchronized void enter() {
		if (!this.callers.stream().allMatch(Thread.currentThread()::equals)) {
			throw new AssertionError("two threads call at a time");
		}
		this.callers.add(Thread.currentThread());
	}

	synchronized void leave() {
		this.callers.remove(this.callers.size() - 1);
	}

}
