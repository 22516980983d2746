package io.github.magiconion4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

import io.github.magiconion4j.internal.timer.HubTimer;

/**
 * Time that passes when a test says so, and a timer that fires at each due time on the
 * way. Not thread-safe: it is the test's thread on which time passes.
 */
public final class FakeTime implements InstantSource {

	/** When it is at first. */
	public static final Instant START = Instant.parse("2024-07-01T00:00:00Z");

	/** Close to where a long wraps: monotonic clocks may. */
	private long nanos = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

	private Instant wallClock = START;

	private final HubTimer timer = new HubTimer(() -> this.nanos);

	private long wakeUps;

	/** Begins at {@link #START}. */
	public FakeTime() {
	}

	/**
	 * The timer that runs on this time, for what a test makes of the runtime's parts.
	 * @return the timer
	 */
	public HubTimer timer() {
		return this.timer;
	}

	/**
	 * How often the timer had a reason to wake.
	 * @return the count since the beginning
	 */
	public long wakeUps() {
		return this.wakeUps;
	}

	@Override
	public Instant instant() {
		return this.wallClock;
	}

	/**
	 * Lets time pass, and everything happen that is due meanwhile, in order, each at its
	 * time. It has happened when this returns.
	 * @param duration how long, not negative
	 */
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

	/**
	 * The same in milliseconds.
	 * @param millis how long, not negative
	 */
	public void advanceMillis(long millis) {
		advance(Duration.ofMillis(millis));
	}

	/**
	 * Lets time pass in which the process does not run, as when it is stopped by a
	 * debugger or a garbage collection: what was due meanwhile happens late.
	 * @param duration how long, not negative
	 */
	public void pause(Duration duration) {
		pass(duration.toNanos());
		this.timer.runDue();
	}

	/**
	 * Sets the wall clock, as an administrator or NTP does. What is due does not change.
	 * @param by forwards, or backwards if it is negative
	 */
	public void stepWallClock(Duration by) {
		this.wallClock = this.wallClock.plus(by);
	}

	private void pass(long step) {
		this.nanos += step;
		this.wallClock = this.wallClock.plusNanos(step);
	}

}
