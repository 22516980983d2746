package io.github.magiconion4j.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.HubTimer;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock, estimated from its heartbeats. Thread-safe.
 * <p>
 * A heartbeat carries the server's time before it arrived here, so the server's clock now
 * shows at least that time plus the time since the arrival: a lower bound. If the client
 * sends heartbeats too, their round-trip time is an upper bound for the time that the
 * heartbeat travelled, and so gives an upper bound of the server's clock. The bounds of
 * the last eight heartbeats are combined. The time since is measured with the monotonic
 * clock, so setting this machine's clock has no effect.
 * <p>
 * When the server's clock is set, or this machine was suspended, a heartbeat contradicts
 * earlier ones. A heartbeat above the upper bound proves a change, as does a server time
 * that goes backwards: all earlier heartbeats are discarded at once. A heartbeat below
 * the lower bound may just have been delayed: the next one decides.
 */
public final class ServerClock implements InstantSource {

	private static final int REMEMBERED = 8;

	/** The precision of the time in a heartbeat. */
	private static final long PRECISION = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long UNKNOWN = Long.MAX_VALUE;

	/** The year 2200: later times could overflow a {@code long} of nanoseconds. */
	private static final long MAX_MILLIS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

	private final HubTimer timer;

	private final InstantSource wallClock;

	private final long origin;

	private volatile @Nullable Bounds bounds;

	// Written by the threads that read, one connection after the other:

	private final long[] lowest = new long[REMEMBERED];

	private final long[] highest = new long[REMEMBERED];

	/** The number of remembered heartbeats; the newest is the last. */
	private int size;

	private long lastTime;

	private boolean doubted;

	ServerClock(HubTimer timer, InstantSource wallClock) {
		this.timer = timer;
		this.wallClock = wallClock;
		this.origin = timer.now();
	}

	/**
	 * The best estimate of the server's current time: the middle between the bounds or,
	 * without an upper bound, the lower one. Before the first heartbeat it is this
	 * machine's time. It can go backwards when a new heartbeat corrects it.
	 */
	@Override
	public Instant instant() {
		Bounds known = this.bounds;
		return (known == null) ? this.wallClock.instant() : now(known.middle());
	}

	/**
	 * The lower bound of the server's current time, with a precision of one millisecond.
	 * @return the earliest time; {@code null} before the first heartbeat
	 */
	public @Nullable Instant earliest() {
		Bounds known = this.bounds;
		return (known == null) ? null : now(known.lowest());
	}

	/**
	 * The upper bound of the server's current time, with a precision of one millisecond.
	 * @return the latest time; {@code null} before the first heartbeat, and if the client
	 * sends no heartbeats, whose round-trip times it needs
	 */
	public @Nullable Instant latest() {
		Bounds known = this.bounds;
		return (known == null || known.highest() == UNKNOWN) ? null : now(known.highest());
	}

	private Instant now(long offset) {
		return Instant.ofEpochSecond(0, offset + this.timer.now() - this.origin);
	}

	/**
	 * A heartbeat was read.
	 * @param serverSentAt the server's time in the heartbeat, in milliseconds since 1970
	 * @param arrival when it was read, by the timer's clock
	 * @param roundTrip a recent round-trip time in nanoseconds; negative for none
	 */
	synchronized void heartbeat(long serverSentAt, long arrival, long roundTrip) {
		if (serverSentAt < 0 || serverSentAt > MAX_MILLIS) {
			return;
		}
		long low = TimeUnit.MILLISECONDS.toNanos(serverSentAt) - (arrival - this.origin);
		long high = (roundTrip < 0) ? UNKNOWN : low + PRECISION + roundTrip;
		Bounds known = this.bounds;
		boolean late = known != null && high < known.lowest();
		if (known != null && (serverSentAt < this.lastTime || low > known.highest() || (late && this.doubted))) {
			this.size = 0;
			late = false;
		}
		this.lastTime = serverSentAt;
		this.doubted = late;
		if (!late) {
			remember(low, high);
		}
	}

	/**
	 * A round-trip time was measured. It also gives the last heartbeat an upper bound, if
	 * that has none.
	 */
	synchronized void roundTrip(long nanos) {
		Bounds known = this.bounds;
		if (known == null || this.highest[this.size - 1] != UNKNOWN) {
			return;
		}
		long high = this.lowest[this.size - 1] + PRECISION + nanos;
		if (high >= known.lowest()) {
			this.highest[this.size - 1] = high;
			this.bounds = together();
		}
	}

	private void remember(long low, long high) {
		if (this.size == REMEMBERED) {
			this.size--;
			System.arraycopy(this.lowest, 1, this.lowest, 0, this.size);
			System.arraycopy(this.highest, 1, this.highest, 0, this.size);
		}
		this.lowest[this.size] = low;
		this.highest[this.size] = high;
		this.size++;
		this.bounds = together();
	}

	private Bounds together() {
		return new Bounds(Arrays.stream(this.lowest, 0, this.size).max().orElseThrow(),
				Arrays.stream(this.highest, 0, this.size).min().orElseThrow());
	}

	/**
	 * Bounds of the offset between the server's time and the time since the origin, in
	 * nanoseconds.
	 */
	private record Bounds(long lowest, long highest) {

		long middle() {
			return (this.highest == UNKNOWN) ? this.lowest : this.lowest + (this.highest - this.lowest) / 2;
		}

	}

}
