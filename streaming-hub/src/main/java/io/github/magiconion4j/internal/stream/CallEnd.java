package io.github.magiconion4j.internal.stream;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.grpc.Deadline;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why gRPC cancelled a call, as far as gRPC reveals it.
 *
 * @param stream the call's stream
 * @param deadline the call's deadline; {@code null} for none
 * @param maxTransportAge the age in nanoseconds at which the server closes a transport
 * with all of its calls; 0 for never, or unknown
 */
public record CallEnd(HubStream stream, @Nullable Deadline deadline, long maxTransportAge) {

	/** The client has half-closed the call. */
	public static final DisconnectReason CLIENT_CLOSED = DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED,
			"the client closed the connection");

	/**
	 * The client's deadline expires first: it resets the stream shortly before the
	 * deadline expires on the server.
	 */
	private static final long DEADLINE_SLACK_MILLIS = 500;

	/**
	 * Why the call was cancelled, if neither the hub nor a half-close of the client ended
	 * it.
	 * @return the reason
	 */
	public DisconnectReason reason() {
		Deadline known = this.deadline;
		if (known != null && known.timeRemaining(TimeUnit.MILLISECONDS) <= DEADLINE_SLACK_MILLIS) {
			return DisconnectReason.of(DisconnectReason.Type.DEADLINE_EXCEEDED,
					"the deadline of the client's connect call has expired");
		}
		Status closed = this.stream.closed();
		if (closed != null && closed.getCode() == Status.Code.CANCELLED) {
			return DisconnectReason.of(DisconnectReason.Type.CLIENT_RESET, "the client reset the stream");
		}
		if (isTooOld()) {
			return DisconnectReason.of(DisconnectReason.Type.MAX_CONNECTION_AGE,
					"the server closed the transport, which had reached its maximum age");
		}
		return DisconnectReason.of(DisconnectReason.Type.CLIENT_RESET, "the client, or the transport to it, is gone");
	}

	private boolean isTooOld() {
		Transport transport = this.stream.transport();
		// gRPC varies the age by 10 % so that transports do not all end at once.
		return this.maxTransportAge > 0 && transport != null
				&& System.nanoTime() - transport.begun() >= this.maxTransportAge - this.maxTransportAge / 10;
	}

}
