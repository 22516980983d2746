package io.github.magiconion4j.interop.hubs;

import io.github.magiconion4j.hub.HubStatusException;

/**
 * What a method answers whose means the library does not have yet.
 */
final class Unsupported {

	private static final int UNIMPLEMENTED = 12;

	private Unsupported() {
	}

	static HubStatusException payloads() {
		return because("payload types are not supported");
	}

	private static HubStatusException because(String reason) {
		return new HubStatusException(UNIMPLEMENTED, reason);
	}

}
