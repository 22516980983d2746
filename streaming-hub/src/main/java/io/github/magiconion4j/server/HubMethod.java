package io.github.magiconion4j.server;

import io.github.magiconion4j.internal.invocation.LocalMethod;

/**
 * A hub method.
 *
 * @param local invokes the method
 * @param listener is notified of each call
 * @param nonBlocking whether the event loop may run it
 */
record HubMethod(LocalMethod local, HubListener.Method listener, boolean nonBlocking) {

	String name() {
		return this.local.contract().name();
	}

}
