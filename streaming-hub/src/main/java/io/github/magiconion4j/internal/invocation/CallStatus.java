package io.github.magiconion4j.internal.invocation;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.github.magiconion4j.hub.ClientResultException;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.text.StatusText;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The status of a failed call, as the other side sees it.
 *
 * @param code the status code, not always one of gRPC's
 * @param detail the text, cut if it is very long; {@code null} for none
 */
public record CallStatus(int code, @Nullable String detail) {

	/**
	 * Creates a status.
	 * @param code the status code
	 * @param detail the text, which is cut if it is very long
	 */
	public CallStatus {
		detail = (detail != null) ? StatusText.ofMessage(detail) : null;
	}

	/**
	 * Maps an exception to a status. This is the only such mapping.
	 * @param failure the exception of user code, without a {@link #cause wrapper}
	 * @return the status; {@code null} if the exception carries none for the other side
	 */
	public static @Nullable CallStatus of(Throwable failure) {
		if (failure instanceof ClientResultException) {
			return null; // the status is for the hub, not for its caller
		}
		if (failure instanceof HubStatusException status) {
			return new CallStatus(status.statusCode(), status.detail());
		}
		if (failure instanceof StatusRuntimeException status) {
			return of(status.getStatus());
		}
		return (failure instanceof StatusException status) ? of(status.getStatus()) : null;
	}

	private static CallStatus of(Status status) {
		return new CallStatus(status.getCode().value(), status.getDescription());
	}

	/**
	 * Unwraps an exception: removes the wrappers that futures add.
	 * @param failure an exception, possibly of a future
	 * @return the exception itself
	 */
	public static Throwable cause(Throwable failure) {
		Throwable cause = failure;
		while ((cause instanceof CompletionException || cause instanceof ExecutionException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	/**
	 * This status as one of gRPC's, for the end of a call.
	 * @return the status; UNKNOWN if gRPC does not have the code
	 */
	public Status toGrpc() {
		return Status.fromCodeValue(this.code).withDescription(this.detail);
	}

}
