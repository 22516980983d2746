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
	 * The round-trip time of the heartbeat that was acknowledged last: from handing it to
	 * the transport to reading its acknowledgement, measured with a monotonic clock in
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
	 * How many heartbeats were handed to the transport. The low 16 bits of this number
	 * minus one are the sequence of the last heartbeat on the wire.
	 * @return their number
	 */
	long sent();

	/**
	 * How many heartbeats were sent after the newest acknowledged one. Their
	 * acknowledgements are in flight or missing.
	 * @return their number; 0 if everything is acknowledged
	 */
	int outstanding();

	/**
	 * When the last heartbeat was handed to the transport, by the server's clock.
	 * @return that time, or {@code null} before the first heartbeat
	 */
	@Nullable Instant lastSentAt();

	/**
	 * The time from one heartbeat to the next.
	 * @return the interval; zero if the hub has no heartbeat
	 */
	Duration interval();

	/**
	 * How long after a heartbeat is due the client has to give a sign of life.
	 * @return the timeout; zero if the connection never times out
	 */
	Duration timeout();

	/**
	 * Sets a callback for the latency of each acknowledged heartbeat. Calls for one
	 * connection are made one at a time, never on a transport thread or the timer thread,
	 * up to about 200 ms after the acknowledgement. None begins after the connection has
	 * ended, or after the callback was replaced; one that is running then continues. An
	 * exception is logged and has no other effect. While a call blocks, up to 100 more
	 * are queued; further ones are dropped.
	 * @param callback the callback, which replaces the previous one; {@code null} for
	 * none
	 */
	void setAckCallback(@Nullable Consumer<Duration> callback);

	/**
	 * Suspends the heartbeats of this connection and its timeout. Acknowledgements in
	 * flight are still measured. Calling it again does nothing.
	 */
	void suspend();

	/**
	 * The same as {@link #suspend()}, by its C# name.
	 */
	default void unregister() {
		suspend();
	}

	/**
	 * Resumes the heartbeats after {@link #suspend()}. The next one is sent within one
	 * and a half intervals; heartbeats from before the suspension cannot time out any
	 * more. Does nothing if they were not suspended or the connection has ended.
	 */
	void resume();

	/**
	 * Whether the heartbeats of this connection are suspended.
	 * @return {@code true} between {@link #suspend()} and {@link #resume()}
	 */
	boolean suspended();

	/**
	 * Whether the connection ended because the client gave no sign of life in time.
	 * @return {@code true} from then on, also in {@code onDisconnected}
	 */
	boolean timedOut();

}
