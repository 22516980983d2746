package io.github.magiconion4j.internal.calls;

import io.github.magiconion4j.hub.HubStatusException;

/**
 * A call was not sent, because its connection had ended: the server has not seen it, so
 * it may be sent over the next one.
 */
public final class UnsentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient HubStatusException failure;

	/**
	 * Creates one without a stack trace, which is that of the failure.
	 * @param failure what the application is told if the call is not repeated
	 */
	UnsentException(HubStatusException failure) {
		super(failure.getMessage(), null, false, false);
		this.failure = failure;
	}

	/**
	 * What the application is told if the call is not repeated.
	 * @return the failure of the call
	 */
	public HubStatusException failure() {
		return this.failure;
	}

}
