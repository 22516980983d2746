package io.github.magiconion4j.internal.reconnect;

import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * How long a client waits before it reconnects, and when it gives up: exponential backoff
 * with full jitter.
 *
 * @param firstDelay the longest delay before the first attempt
 * @param factor the factor by which the limit grows with each further attempt
 * @param maxDelay the largest limit; it does not apply to the spread after a shutdown
 * @param maxAttempts how many attempts in a row may fail; 0 for no limit
 * @param endingCodes the status codes with which the client gives up at once
 * @param shutdownSpread the time over which the clients of a server that shuts down
 * reconnect
 * @param random returns numbers from 0 to 1, exclusive
 */
public record Backoff(Duration firstDelay, double factor, Duration maxDelay, int maxAttempts,
		Set<Status.Code> endingCodes, Duration shutdownSpread, DoubleSupplier random) {

	/**
	 * The longest delay before an attempt.
	 * @param failedAttempts how many have failed in a row
	 * @return nanoseconds
	 */
	public long limit(int failedAttempts) {
		double limit = this.firstDelay.toNanos() * Math.pow(this.factor, Math.max(0, failedAttempts - 1));
		return (long) Math.min(limit, (double) this.maxDelay.toNanos());
	}

	/**
	 * The delay before the next attempt, in nanoseconds: a random part of the limit.
	 */
	long delay(int failedAttempts, DisconnectReason why) {
		long limit = isShutdown(why) ? this.shutdownSpread.toNanos() : limit(failedAttempts);
		return (long) (limit * this.random.getAsDouble());
	}

	/** Whether the client gives up. */
	boolean isEnough(int failedAttempts, DisconnectReason why) {
		Status.Code code = code(why);
		return (this.maxAttempts > 0 && failedAttempts >= this.maxAttempts)
				|| (code != null && this.endingCodes.contains(code));
	}

	/** The status code of a reason; {@code null} if it has none. */
	private static Status.@Nullable Code code(DisconnectReason reason) {
		if (reason.type() == DisconnectReason.Type.SERVER_CLOSED) {
			return Status.Code.OK;
		}
		if (reason.cause() instanceof HubStatusException status) {
			return Status.fromCodeValue(status.statusCode()).getCode();
		}
		return (reason.cause() instanceof StatusRuntimeException status) ? status.getStatus().getCode() : null;
	}

	/** Whether the server is shutting down, so that all its clients reconnect. */
	private static boolean isShutdown(DisconnectReason reason) {
		return reason.cause() instanceof StatusRuntimeException status
				&& status.getStatus().getCode() == Status.Code.UNAVAILABLE
				&& ConnectMethod.SHUTTING_DOWN.equals(status.getStatus().getDescription());
	}

}
