package io.github.magiconion4j.server;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Tells why gRPC ended a call, as far as gRPC lets it be known.
 */
final class CallEnd {

	static final DisconnectReason CLIENT_CLOSED = DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED,
			"the client closed the connection");

	/**
	 * Of a call's deadline the client hears first, and resets the stream just before the
	 * deadline on this side.
	 */
	private static final long DEADLINE_SLACK_MILLIS = 500;

	private final ServerCall<?, ?> call;

	private final HubStream stream;

	private final @Nullable Deadline deadline;

	private final long maxTransportAge;

	/**
	 * Made on the thread that begins the call.
	 * @param maxTransportAge after so many nanoseconds the server ends a transport with
	 * all of its calls; 0 for never, or not known
	 */
	CallEnd(ServerCall<?, ?> call, HubStream stream, long maxTransportAge) {
		this.call = call;
		this.stream = stream;
		this.deadline = Context.current().getDeadline();
		this.maxTransportAge = maxTransportAge;
	}

	/** Why the call was cancelled: not by the hub, and not by a client that was done. */
	DisconnectReason reason() {
		Deadline known = this.deadline;
		if (known != null && known.timeRemaining(TimeUnit.MILLISECONDS) <= DEADLINE_SLACK_MILLIS) {
			return DisconnectReason.of(DisconnectReason.Type.DEADLINE_EXCEEDED,
					"the deadline that the client gave its connect call is over");
		}
		Status closed = this.stream.closed();
		if (closed != null && closed.getCode() == Status.Code.CANCELLED) {
			return DisconnectReason.of(DisconnectReason.Type.CLIENT_RESET, "the client reset the stream");
		}
		if (isTooOld()) {
			return DisconnectReason.of(DisconnectReason.Type.MAX_CONNECTION_AGE,
					"the server ended the transport, which had reached its maximum age");
		}
		return DisconnectReason.of(DisconnectReason.Type.CLIENT_RESET, "the client, or the transport to it, is gone");
	}

	private boolean isTooOld() {
		Transport transport = Transport.of(this.call.getAttributes());
		// gRPC varies the age by a tenth, so that transports do not end together.
		return this.maxTransportAge > 0 && transport != null
				&& System.nanoTime() - transport.begun() >= this.maxTransportAge - this.maxTransportAge / 10;
	}

}
