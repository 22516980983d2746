package io.github.magiconion4j.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.timer.HubTimer;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock, as far as its heartbeats tell. Thread-safe.
 * <p>
 * A heartbeat says what the server's clock said before it arrived here, so now that clock
 * says at least that and the time since. Where the client sends heartbeats too, their
 * round-trip time is taken for the most that the way here took, so it says at most that
 * more. What the last eight heartbeats say together is believed; the monotonic clock
 * counts the time since, so setting this machine's clock changes nothing. When the
 * server's clock is set, or this machine was asleep, heartbeats contradict those before.
 * One that is too early for them cannot be: all before it is forgotten at once, as it is
 * when the server's time goes backwards. One that is too late may have been delayed: the
 * next one decides.
 */
public final class ServerClock implements InstantSource {

	private static final int REMEMBERED = 8;

	/** Of a heartbeat's time. */
	private static final long PRECISION = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long UNKNOWN = Long.MAX_VALUE;

	/** The year 2200: more nanoseconds than that are no time. */
	private static final long MAX_MILLIS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

	private final HubTimer timer;

	private final InstantSource wallClock;

	private final long origin;

	private volatile @Nullable Bounds bounds;

	// Of the threads that read, one connection after the other:

	private final long[] lowest = new long[REMEMBERED];

	private final long[] highest = new long[REMEMBERED];

	/** How many are remembered; the newest is the last. */
	private int size;

	private long lastTime;

	private boolean doubted;

	ServerClock(HubTimer timer, InstantSource wallClock) {
		this.timer = timer;
		this.wallClock = wallClock;
		this.origin = timer.now();
	}

	/**
	 * What the server's clock says now, most likely: the middle between the bounds or,
	 * where there is no upper bound, the lower one. Before the first heartbeat it is what
	 * this side's clock says. It goes backwards where a heartbeat tells so.
	 */
	@Override
	public Instant instant() {
		Bounds known = this.bounds;
		return (known == null) ? this.wallClock.instant() : now(known.middle());
	}

	/**
	 * The least that the server's clock says now, to one millisecond.
	 * @return that time; {@code null} before the first heartbeat
	 */
	public @Nullable Instant earliest() {
		Bounds known = this.bounds;
		return (known == null) ? null : now(known.lowest());
	}

	/**
	 * The most that the server's clock says now, to one millisecond.
	 * @return that time; {@code null} before the first heartbeat, and where the client
	 * sends no heartbeats whose round trips would tell
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
	 * @param serverSentAt its time
	 * @param arrival when, by the timer's clock
	 * @param roundTrip the round-trip time of late; negative for none
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

	/** A round trip was measured: it serves a heartbeat that has come before it, too. */
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
	 * Bounds of what is to be added to the time since the origin, in nanoseconds.
	 */
	private record Bounds(long lowest, long highest) {

		long middle() {
			return (this.highest == UNKNOWN) ? this.lowest : this.lowest + (this.highest - this.lowest) / 2;
		}

	}

}
