package io.github.magiconion4j.server;

import io.github.magiconion4j.internal.invocation.LocalMethod;

/**
 * A hub method.
 *
 * @param local calls it
 * @param listener is told of each call
 */
record HubMethod(LocalMethod local, HubListener.Method listener) {

	String name() {
		return this.local.contract().name();
	}

}
