package io.github.magiconion4j.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The server's heartbeat of one connection, the counterpart of C#'s
 * {@code IMagicOnionHeartbeatFeature}. Thread-safe; no method blocks.
 */
public interface HeartbeatFeature {

	/**
	 * The round-trip time of the heartbeat that was acknowledged last, from the moment it
	 * left to the moment its acknowledgement was read, by a monotonic clock in
	 * nanoseconds.
	 * @return the last round-trip time, zero before the first acknowledgement
	 */
	Duration latency();

	/**
	 * The smoothed round-trip time: SRTT of RFC 6298, section 2.
	 * @return the smoothed round-trip time, zero before the first acknowledgement
	 */
	Duration smoothedLatency();

	/**
	 * How much the round-trip time varies: RTTVAR of RFC 6298, section 2.
	 * @return the mean deviation, zero before the first acknowledgement
	 */
	Duration latencyVariation();

	/**
	 * The shortest round-trip time of this connection.
	 * @return the minimum, zero before the first acknowledgement
	 */
	Duration minimumLatency();

	/**
	 * When the last acknowledgement was read, by the server's clock.
	 * @return that time, or {@code null} before the first acknowledgement
	 */
	@Nullable Instant lastReceivedAt();

	/**
	 * How many heartbeats have left. The low 16 bits of the number before it are the
	 * sequence of the last one on the wire.
	 * @return their number
	 */
	long sent();

	/**
	 * How many heartbeats have left since the newest one that was acknowledged: so many
	 * acknowledgements are under way, or missed.
	 * @return their number, 0 for a client that has answered everything
	 */
	int outstanding();

	/**
	 * When the last heartbeat left, by the server's clock.
	 * @return that time, or {@code null} before the first heartbeat
	 */
	@Nullable Instant lastSentAt();

	/**
	 * The time from one heartbeat to the next.
	 * @return the interval, zero where the hub has no heartbeat
	 */
	Duration interval();

	/**
	 * How long after a heartbeat was due a sign of life may come.
	 * @return the timeout, zero where a client is never given up
	 */
	Duration timeout();

	/**
	 * Sets what is called with the latency of each acknowledged heartbeat. The calls of
	 * one connection come one after another, on neither a transport nor the timer thread,
	 * at once or, where there are many, some 20 ms later; an exception is logged and
	 * harms nothing. While a call blocks, up to 100 others wait; further ones are left
	 * out.
	 * @param callback what to call, in place of the one before; {@code null} for nothing
	 */
	void setAckCallback(@Nullable Consumer<Duration> callback);

	/**
	 * Suspends the heartbeats of this connection, and with them its timeout.
	 * Acknowledgements that are still on their way are measured. Calling it again does
	 * nothing.
	 */
	void suspend();

	/**
	 * The same as {@link #suspend()}, by its C# name.
	 */
	default void unregister() {
		suspend();
	}

	/**
	 * Goes on with the heartbeats after {@link #suspend()}: the next one comes within one
	 * and a half intervals, and nothing of before counts against the client. Does nothing
	 * where they were not suspended, or the connection has ended.
	 */
	void resume();

	/**
	 * Whether the heartbeats of this connection are suspended.
	 * @return {@code true} between {@link #suspend()} and {@link #resume()}
	 */
	boolean suspended();

	/**
	 * Whether the connection was given up because the client showed no sign of life in
	 * time.
	 * @return {@code true} from then on, also in {@code onDisconnected}
	 */
	boolean timedOut();

}
