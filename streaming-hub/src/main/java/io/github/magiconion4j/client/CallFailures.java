package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.text.SafeText;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a call failed.
 */
final class CallFailures {

	/** Causes may form a circle. */
	private static final int MOST_CAUSES = 10;

	private CallFailures() {
	}

	/**
	 * Escapes the status text: the server may have written it, and it ends up in logs.
	 */
	static StatusRuntimeException exception(Status status, @Nullable Metadata trailers) {
		String text = status.getDescription();
		return ((text != null) ? status.withDescription(SafeText.of(text)) : status).asRuntimeException(trailers);
	}

	static DisconnectReason reason(Throwable failure) {
		String text = String.valueOf(failure.getMessage());
		String behind = (failure instanceof StatusRuntimeException) ? behind(failure) : "";
		return new DisconnectReason(DisconnectReason.Type.FAULTED,
				text.contains(behind) ? text : text + ": " + SafeText.of(behind), failure);
	}

	/**
	 * What gRPC's status does not say: that of a refused TCP connection is only "io
	 * exception". The text of the innermost cause, or of an outer one that says the same
	 * and more, such as the address.
	 */
	private static String behind(Throwable failure) {
		String text = "";
		Throwable cause = failure.getCause();
		for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
			String next = cause.getMessage();
			text = (next == null || text.contains(next)) ? text : next;
			cause = cause.getCause();
		}
		return text;
	}

}
