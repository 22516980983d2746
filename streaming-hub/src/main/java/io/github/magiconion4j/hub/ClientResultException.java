package io.github.magiconion4j.hub;

import org.jspecify.annotations.Nullable;

/**
 * A client did not return the result that a hub asked it for: DEADLINE_EXCEEDED if it
 * took too long, UNAVAILABLE if its connection ended, otherwise the status that it sent.
 * <p>
 * If a hub method does not catch it, its caller gets INTERNAL without a text, as for any
 * other unexpected exception, and it is logged: the status and the text are another
 * client's. C#'s server treats {@code RpcException} in the same way.
 */
public final class ClientResultException extends HubStatusException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param statusCode the status code, which may be one that gRPC does not know
	 * @param detail what the client says, or why there is no answer; {@code null} for
	 * none
	 */
	public ClientResultException(int statusCode, @Nullable String detail) {
		super(statusCode, detail);
	}

}
