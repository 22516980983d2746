package io.github.magiconion4j.client;

import java.util.concurrent.CompletionException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what kind of failure ended a connection or an attempt to connect.
 */
final class Failures {

	private Failures() {
	}

	/** The reason that an exception stands for. */
	static DisconnectReason reason(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof HubDisconnectedException disconnected) ? disconnected.reason()
				: new DisconnectReason(DisconnectReason.Type.FAULTED, String.valueOf(cause.getMessage()), cause);
	}

	/** The status code of a reason; {@code null} if it has none. */
	static Status.@Nullable Code code(DisconnectReason reason) {
		if (reason.type() == DisconnectReason.Type.SERVER_CLOSED) {
			return Status.Code.OK;
		}
		if (reason.cause() instanceof HubStatusException status) {
			return Status.fromCodeValue(status.statusCode()).getCode();
		}
		return (reason.cause() instanceof StatusRuntimeException status) ? status.getStatus().getCode() : null;
	}

	/** Whether the server shuts down, so that it has lost all of its clients. */
	static boolean isShutdown(DisconnectReason reason) {
		return reason.cause() instanceof StatusRuntimeException status
				&& status.getStatus().getCode() == Status.Code.UNAVAILABLE
				&& ConnectMethod.SHUTTING_DOWN.equals(status.getStatus().getDescription());
	}

}
