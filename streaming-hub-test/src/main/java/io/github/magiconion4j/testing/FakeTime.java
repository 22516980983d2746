package io.github.magiconion4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

import io.github.magiconion4j.internal.timer.HubTimer;

/**
 * Simulated time that only passes when a test advances it, with a timer that runs each
 * entry at its due time. Not thread-safe: use it on the test's thread.
 */
public final class FakeTime implements InstantSource {

	/** The initial time. */
	public static final Instant START = Instant.parse("2024-07-01T00:00:00Z");

	/** Close to overflow, because a monotonic clock may overflow. */
	private long nanos = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

	private Instant wallClock = START;

	private final HubTimer timer = new HubTimer(() -> this.nanos);

	private long wakeUps;

	/** Creates a clock that shows {@link #START}. */
	public FakeTime() {
	}

	/**
	 * The timer that runs on this time, for tests that create parts of the runtime
	 * themselves.
	 * @return the timer
	 */
	public HubTimer timer() {
		return this.timer;
	}

	/**
	 * How often the timer has woken up.
	 * @return the count since the creation
	 */
	public long wakeUps() {
		return this.wakeUps;
	}

	@Override
	public Instant instant() {
		return this.wallClock;
	}

	/**
	 * Advances the time, and runs everything that is due, in order, each at its time.
	 * When this method returns, all of it has run.
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
	 * Simulates a pause of the process, for example by a debugger or a garbage
	 * collection: timers that become due during the pause run late.
	 * @param duration how long, not negative
	 */
	public void pause(Duration duration) {
		pass(duration.toNanos());
		this.timer.runDue();
	}

	/**
	 * Changes the wall clock, as an administrator or NTP would. Timers are not affected.
	 * @param by the change; negative to set it back
	 */
	public void stepWallClock(Duration by) {
		this.wallClock = this.wallClock.plus(by);
	}

	private void pass(long step) {
		this.nanos += step;
		this.wallClock = this.wallClock.plusNanos(step);
	}

}
