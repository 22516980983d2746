package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.Instant;
import java.util.Locale;

import io.github.magiconion4j.hub.HeartbeatFeature;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of a connection as the endpoint shows it.
 *
 * @param state whether heartbeats are sent
 * @param intervalMillis the time from one to the next
 * @param timeoutMillis how long a sign of life may take; 0: for ever
 * @param sent how many have left
 * @param sequence that of the last one on the wire; {@code null} before it
 * @param outstanding how many have left since the newest that was acknowledged
 * @param lastSentAt when the last one left; {@code null} before it
 * @param lastReceivedAt when the last acknowledgement came; {@code null} before it
 * @param latency what was measured; {@code null} before the first acknowledgement
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
	 * Whether there are heartbeats.
	 */
	enum State {

		/** The hub has none. */
		OFF,

		/** They are sent. */
		ON,

		/** They were suspended, and can be resumed. */
		SUSPENDED;

		static State of(HeartbeatFeature heartbeat) {
			return heartbeat.interval().isZero() ? OFF : heartbeat.suspended() ? SUSPENDED : ON;
		}

	}

	/**
	 * Round-trip times.
	 *
	 * @param lastMillis of the heartbeat that was acknowledged last
	 * @param smoothedMillis smoothed (RFC 6298)
	 * @param variationMillis their mean deviation (RFC 6298)
	 * @param minimumMillis the shortest
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
