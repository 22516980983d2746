package io.github.magiconion4j.server;

import java.util.Objects;

import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A status that hub code wants the client to see.
 *
 * @param code the code, not always one of gRPC's
 * @param detail the text
 */
record HubStatus(int code, String detail) {

	/**
	 * The status that an exception stands for.
	 * @return the status; {@code null} if the exception is an accident
	 */
	static @Nullable HubStatus of(Throwable failure) {
		if (failure instanceof HubStatusException status) {
			return new HubStatus(status.statusCode(), status.detail());
		}
		if (failure instanceof StatusRuntimeException status) {
			return of(status.getStatus());
		}
		return (failure instanceof StatusException status) ? of(status.getStatus()) : null;
	}

	private static HubStatus of(Status status) {
		return new HubStatus(status.getCode().value(), Objects.requireNonNullElse(status.getDescription(), ""));
	}

	/** As gRPC's own: the end of a call cannot have another code. */
	Status toGrpc() {
		return Status.fromCodeValue(this.code).withDescription(this.detail);
	}

}
