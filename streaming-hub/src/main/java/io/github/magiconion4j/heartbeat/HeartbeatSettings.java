package io.github.magiconion4j.heartbeat;

import java.time.Duration;
import java.util.Objects;

import io.grpc.Status;

/**
 * The settings of the heartbeat of one hub.
 *
 * @param interval the time from one heartbeat of a connection to the next, at least 10 ms
 * @param timeout how long after a heartbeat is due the client has to give a sign of life,
 * at least 10 ms; zero to measure latencies and never disconnect
 * @param liveness what counts as a sign of life
 * @param timeoutStatus the gRPC status code that ends the call at a timeout
 * @param maxMetadataSize how many bytes of metadata a heartbeat may carry; a longer value
 * counts as a failure of the provider
 */
public record HeartbeatSettings(Duration interval, Duration timeout, Liveness liveness, int timeoutStatus,
		int maxMetadataSize) {

	/** The shortest interval, and the shortest timeout. */
	public static final Duration MINIMUM = Duration.ofMillis(10);

	/** The longest interval, and the longest timeout. */
	public static final Duration MAXIMUM = Duration.ofDays(365);

	/** The default limit for metadata: 16 KiB. */
	public static final int MAX_METADATA_SIZE = 16 * 1024;

	/** Status OK: ends the call at a timeout as C# does. */
	public static final int OK = 0;

	/** Status UNAVAILABLE: the default. */
	public static final int UNAVAILABLE = 14;

	/**
	 * Creates settings.
	 * @param interval the interval, at least 10 ms
	 * @param timeout the timeout, at least 10 ms, or zero
	 * @param liveness what counts as a sign of life
	 * @param timeoutStatus the gRPC status code at a timeout
	 * @param maxMetadataSize bytes of metadata at most
	 * @throws IllegalArgumentException if a duration is out of range
	 */
	public HeartbeatSettings {
		Objects.requireNonNull(liveness, "liveness");
		if (interval.compareTo(MINIMUM) < 0) {
			throw new IllegalArgumentException("interval is shorter than 10 ms: " + interval);
		}
		if (interval.compareTo(MAXIMUM) > 0 || timeout.compareTo(MAXIMUM) > 0) {
			throw new IllegalArgumentException("interval or timeout is longer than 365 days");
		}
		if (!timeout.isZero() && timeout.compareTo(MINIMUM) < 0) {
			throw new IllegalArgumentException("timeout is neither zero nor at least 10 ms: " + timeout);
		}
	}

	/**
	 * Creates settings.
	 * @param interval the interval, at least 10 ms
	 * @param timeout the timeout, at least 10 ms, or zero
	 * @param liveness what counts as a sign of life
	 * @param timeoutStatus the gRPC status at a timeout
	 * @param maxMetadataSize bytes of metadata at most
	 * @throws IllegalArgumentException if a duration is out of range
	 */
	public HeartbeatSettings(Duration interval, Duration timeout, Liveness liveness, Status.Code timeoutStatus,
			int maxMetadataSize) {
		this(interval, timeout, liveness, timeoutStatus.value(), maxMetadataSize);
	}

	/**
	 * Creates settings with the defaults: any message is a sign of life, UNAVAILABLE at a
	 * timeout.
	 * @param interval the interval
	 * @param timeout the timeout, zero for none
	 * @return the settings
	 */
	public static HeartbeatSettings of(Duration interval, Duration timeout) {
		return new HeartbeatSettings(interval, timeout, Liveness.ANY_MESSAGE, UNAVAILABLE, MAX_METADATA_SIZE);
	}

}
