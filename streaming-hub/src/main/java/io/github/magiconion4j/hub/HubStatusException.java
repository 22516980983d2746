package io.github.magiconion4j.hub;

import java.util.Objects;

/**
 * Ends a call of a hub method with a status that the client sees, the counterpart of C#'s
 * {@code ReturnStatusException}. Thrown by {@code onConnected}, it ends the connection
 * with that status.
 */
public class HubStatusException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int statusCode;

	private final String detail;

	/**
	 * Makes an exception that the client sees.
	 * @param statusCode a gRPC status code (0 to 16), or any other number that both sides
	 * know: C# allows it for the answer to a call
	 * @param detail the text for the client
	 */
	public HubStatusException(int statusCode, String detail) {
		super("status " + statusCode + ": " + detail);
		this.statusCode = statusCode;
		this.detail = Objects.requireNonNull(detail, "detail");
	}

	/**
	 * The status code.
	 * @return the code that the client sees
	 */
	public int statusCode() {
		return this.statusCode;
	}

	/**
	 * The text for the client.
	 * @return the detail of the status
	 */
	public String detail() {
		return this.detail;
	}

}
