package io.github.magiconion4j.internal.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection when the credentials of its client expire. That is a wall-clock time,
 * and the wall clock may be changed, so the time is checked at least once a minute.
 * Thread-safe.
 */
public final class Expiry extends TimerEntry {

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final HubTimer timer;

	private final InstantSource clock;

	private final HubConnection connection;

	private volatile @Nullable Instant at;

	/**
	 * Creates an expiry time of never.
	 * @param timer checks the time
	 * @param clock tells the wall-clock time
	 * @param connection is ended
	 */
	public Expiry(HubTimer timer, InstantSource clock, HubConnection connection) {
		this.timer = timer;
		this.clock = clock;
		this.connection = connection;
	}

	/**
	 * The expiry time.
	 * @return the time; {@code null} for never
	 */
	public @Nullable Instant at() {
		return this.at;
	}

	/**
	 * Replaces the expiry time.
	 * @param when the time; {@code null} for never
	 */
	public void set(@Nullable Instant when) {
		this.at = when;
		if (when != null) {
			this.timer.schedule(this, this.timer.now()); // run() decides when to check
															// again
		}
	}

	/** The connection has ended. */
	public void stop() {
		this.at = null;
		this.timer.cancel(this);
	}

	@Override
	protected long run(long now) {
		Instant when = this.at;
		if (when == null) {
			return NEVER;
		}
		Duration left = Duration.between(this.clock.instant(), when);
		if (left.compareTo(Duration.ofNanos(LOOK_AGAIN_NANOS)) > 0) {
			return now + LOOK_AGAIN_NANOS;
		}
		if (!left.isZero() && !left.isNegative()) {
			return now + left.toNanos();
		}
		String text = "the credentials have expired";
		this.connection.disconnect(DisconnectReason.of(DisconnectReason.Type.EXPIRED, text),
				Status.Code.UNAUTHENTICATED.value(), text);
		return NEVER;
	}

}
