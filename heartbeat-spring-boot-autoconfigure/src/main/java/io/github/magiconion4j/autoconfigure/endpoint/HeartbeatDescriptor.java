package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.Instant;
import java.util.Locale;

import io.github.magiconion4j.hub.HeartbeatFeature;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of a connection as the endpoint shows it.
 *
 * @param state whether heartbeats are sent
 * @param intervalMillis the time between two heartbeats
 * @param timeoutMillis the timeout for a sign of life; 0 for none
 * @param sent the number of heartbeats handed to the transport
 * @param sequence the sequence of the last heartbeat on the wire; {@code null} before the
 * first
 * @param outstanding the number of heartbeats sent after the newest acknowledged one
 * @param lastSentAt when the last heartbeat was sent; {@code null} before the first
 * @param lastReceivedAt when the last acknowledgement was read; {@code null} before the
 * first
 * @param latency the round-trip times; {@code null} before the first acknowledgement
 */
record HeartbeatDescriptor(String state, double intervalMillis, double timeoutMillis, long sent,
		@Nullable Short sequence, int outstanding, @Nullable String lastSentAt, @Nullable String lastReceivedAt,
		@Nullable Latency latency) {

	static HeartbeatDescriptor of(HeartbeatFeature heartbeat) {
		long sent = heartbeat.sent();
		Instant lastReceivedAt = heartbeat.lastReceivedAt();
		return new HeartbeatDescriptor(State.of(heartbeat).name().toLowerCase(Locale.ROOT),
				ConnectionDescriptor.millis(heartbeat.interval()), ConnectionDescriptor.millis(heartbeat.timeout()),
				sent, (sent > 0) ? (short) (sent - 1) : null, heartbeat.outstanding(), text(heartbeat.lastSentAt()),
				text(lastReceivedAt), (lastReceivedAt != null) ? Latency.of(heartbeat) : null);
	}

	private static @Nullable String text(@Nullable Instant time) {
		return (time != null) ? time.toString() : null;
	}

	/**
	 * The state of heartbeats.
	 */
	enum State {

		/** The hub has no heartbeats. */
		OFF,

		/** Heartbeats are sent. */
		ON,

		/** Heartbeats are suspended, and can be resumed. */
		SUSPENDED;

		static State of(HeartbeatFeature heartbeat) {
			return heartbeat.interval().isZero() ? OFF : heartbeat.suspended() ? SUSPENDED : ON;
		}

	}

	/**
	 * Round-trip times.
	 *
	 * @param lastMillis the last round-trip time
	 * @param smoothedMillis the smoothed round-trip time (RFC 6298)
	 * @param variationMillis the mean deviation (RFC 6298)
	 * @param minimumMillis the shortest round-trip time
	 */
	record Latency(double lastMillis, double smoothedMillis, double variationMillis, double minimumMillis) {

		static Latency of(HeartbeatFeature heartbeat) {
			return new Latency(ConnectionDescriptor.millis(heartbeat.latency()),
					ConnectionDescriptor.millis(heartbeat.smoothedLatency()),
					ConnectionDescriptor.millis(heartbeat.latencyVariation()),
					ConnectionDescriptor.millis(heartbeat.minimumLatency()));
		}

	}

}
