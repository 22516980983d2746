package io.github.magiconion4j.hub;

import io.github.magiconion4j.internal.text.SafeText;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A status other than OK. The counterpart of C#'s {@code ReturnStatusException} and
 * {@code RpcException}.
 * <p>
 * Throw it in a hub method to answer the call with this status, or in {@code onConnected}
 * to end the connection with it. A client gets it when a call or connecting fails.
 */
public class HubStatusException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int statusCode;

	private final @Nullable String detail;

	/**
	 * Creates an exception whose status the other side sees.
	 * @param statusCode a gRPC status code (0 to 16), or any other number that both sides
	 * know. As in C#, the answer to a call carries any number unchanged. The end of a
	 * connection is a gRPC status, where any other number becomes UNKNOWN
	 * @param detail the text for the other side; {@code null} for none, which is nil
	 */
	public HubStatusException(int statusCode, @Nullable String detail) {
		super(text(statusCode, detail)); // without a cause, so that initCause() is
											// possible
		this.statusCode = statusCode;
		this.detail = detail;
	}

	/**
	 * Creates an exception with a cause. The other side sees the status, but not the
	 * cause.
	 * @param statusCode a gRPC status code (0 to 16), or any other number that both sides
	 * know
	 * @param detail the text for the other side; {@code null} for none, which is nil
	 * @param cause the exception behind it, if there was one
	 */
	public HubStatusException(int statusCode, @Nullable String detail, @Nullable Throwable cause) {
		super(text(statusCode, detail), cause);
		this.statusCode = statusCode;
		this.detail = detail;
	}

	/**
	 * Creates an exception whose status the other side sees.
	 * @param code the status code
	 * @param detail the text for the other side; {@code null} for none, which is nil
	 */
	public HubStatusException(Status.Code code, @Nullable String detail) {
		this(code.value(), detail);
	}

	/**
	 * Creates an exception with a cause. The other side sees the status, but not the
	 * cause.
	 * @param code the status code
	 * @param detail the text for the other side; {@code null} for none, which is nil
	 * @param cause the exception behind it, if there was one
	 */
	public HubStatusException(Status.Code code, @Nullable String detail, @Nullable Throwable cause) {
		this(code.value(), detail, cause);
	}

	/** Exception messages are logged, and the other side may have written this one. */
	private static String text(int statusCode, @Nullable String detail) {
		return "status " + statusCode + ((detail != null) ? ": " + SafeText.of(detail) : "");
	}

	/**
	 * The status code.
	 * @return the code that the other side sees or has sent
	 */
	public int statusCode() {
		return this.statusCode;
	}

	/**
	 * The text of the status, unchanged. {@link #getMessage()} contains it with control
	 * characters escaped and long text cut, so that it is safe to log.
	 * @return the detail of the status; {@code null} if there is none
	 */
	public @Nullable String detail() {
		return this.detail;
	}

}
