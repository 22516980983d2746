package io.github.magiconion4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

import io.github.magiconion4j.internal.timer.HubTimer;

/**
 * Time that passes when a test says so, and a timer that fires at each due time on the
 * way.
 */
public final class FakeTime implements InstantSource {

	public static final Instant START = Instant.parse("2024-07-01T00:00:00Z");

	/** Close to where a long wraps: monotonic clocks may. */
	private long nanos = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

	private Instant wallClock = START;

	private final HubTimer timer = new HubTimer(() -> this.nanos);

	private long wakeUps;

	public HubTimer timer() {
		return this.timer;
	}

	/** How often the timer had a reason to wake. */
	public long wakeUps() {
		return this.wakeUps;
	}

	@Override
	public Instant instant() {
		return this.wallClock;
	}

	/** Lets time pass, and everything happen that is due meanwhile. */
	public void advance(Duration duration) {
		long left = duration.toNanos();
		while (true) {
			OptionalLong wake = this.timer.nextWake();
			long step = wake.isPresent() ? Math.max(0, wake.getAsLong() - this.nanos) : Long.MAX_VALUE;
			if (step > left) {
				break;
			}
			pass(step);
			left -= step;
			this.wakeUps++;
			this.timer.runDue();
		}
		pass(left);
	}

	public void advanceMillis(long millis) {
		advance(Duration.ofMillis(millis));
	}

	/** Lets time pass in which the process does not run. */
	public void pause(Duration duration) {
		pass(duration.toNanos());
		this.timer.runDue();
	}

	/** Sets the wall clock, as an administrator or NTP does. */
	public void stepWallClock(Duration by) {
		this.wallClock = this.wallClock.plus(by);
	}

	private void pass(long step) {
		this.nanos += step;
		this.wallClock = this.wallClock.plusNanos(step);
	}

}
