package io.github.magiconion4j.client;

import java.time.Duration;
import java.time.Instant;

import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bounds of the server's clock.
 */
class ServerClockTest {

	private final FakeTime time = new FakeTime();

	private final ServerClock clock = new ServerClock(this.time.timer(), this.time);

	/** The offset between the server's clock and the client's, unless one is set. */
	private Duration ahead = Duration.ofHours(1);

	private Duration clientStepped = Duration.ZERO;

	/** The time of the server's clock. */
	private Instant truth() {
		return this.time.instant().minus(this.clientStepped).plus(this.ahead);
	}

	/** A heartbeat leaves the server and arrives after a delay. */
	private void heartbeat(long delayMillis, long roundTripMillis) {
		long sentAt = truth().toEpochMilli();
		this.time.advanceMillis(delayMillis);
		this.clock.heartbeat(sentAt, this.time.timer().now(),
				(roundTripMillis < 0) ? -1 : Duration.ofMillis(roundTripMillis).toNanos());
	}

	private void assertBoundsAreTrue() {
		assertThat(this.clock.earliest()).isBeforeOrEqualTo(truth());
		if (this.clock.latest() != null) {
			assertThat(this.clock.latest()).isAfterOrEqualTo(truth());
		}
	}

	private void assertErrorIsAtMost(Duration error) {
		assertThat(this.clock.instant()).isBetween(truth().minus(error), truth().plus(error));
	}

	@Test
	void beforeTheFirstHeartbeatItIsThisSidesClock() {
		assertThat(this.clock.instant()).isEqualTo(this.time.instant());
		assertThat(this.clock.earliest()).isNull();
		assertThat(this.clock.latest()).isNull();
	}

	@Test
	void withoutRoundTripsThereIsOnlyALowerBound() {
		heartbeat(20, -1);
		assertThat(this.clock.earliest()).isBetween(truth().minusMillis(21), truth().minusMillis(20));
		assertThat(this.clock.latest()).isNull();
		assertThat(this.clock.instant()).isEqualTo(this.clock.earliest());
		heartbeat(5, -1);
		heartbeat(50, -1);
		this.time.advanceMillis(10_000);
		assertErrorIsAtMost(Duration.ofMillis(6)); // the best of them
		assertBoundsAreTrue();
	}

	@Test
	void aRoundTripBoundsItFromAbove() {
		heartbeat(20, 30);
		assertBoundsAreTrue();
		assertThat(Duration.between(this.clock.earliest(), this.clock.latest())).isEqualTo(Duration.ofMillis(31));
		assertErrorIsAtMost(Duration.ofMillis(16));
		this.time.advance(Duration.ofHours(1));
		assertBoundsAreTrue();
		assertErrorIsAtMost(Duration.ofMillis(16));
	}

	@Test
	void aRoundTripServesTheHeartbeatBeforeItToo() {
		heartbeat(20, -1);
		this.time.advanceMillis(500);
		this.clock.roundTrip(Duration.ofMillis(30).toNanos());
		assertThat(Duration.between(this.clock.earliest(), this.clock.latest())).isEqualTo(Duration.ofMillis(31));
		assertBoundsAreTrue();
	}

	@Test
	void aHeartbeatThatWasDelayedChangesNothing() {
		heartbeat(20, 30);
		this.time.advanceMillis(1000);
		heartbeat(700, 30);
		assertErrorIsAtMost(Duration.ofMillis(16));
		this.time.advanceMillis(1000);
		heartbeat(21, 30);
		assertErrorIsAtMost(Duration.ofMillis(16));
		assertBoundsAreTrue();
	}

	@Test
	void theServersClockIsSetForward() {
		heartbeat(20, 30);
		this.ahead = this.ahead.plusSeconds(5);
		this.time.advanceMillis(1000);
		heartbeat(20, 30);
		assertErrorIsAtMost(Duration.ofMillis(16));
		assertBoundsAreTrue();
	}

	@Test
	void theServersClockIsSetFarBack() {
		for (int i = 0; i < 10; i++) {
			heartbeat(20, 30);
			this.time.advanceMillis(1000);
		}
		this.ahead = this.ahead.minusMinutes(10);
		heartbeat(20, 30);
		assertErrorIsAtMost(Duration.ofMillis(16));
		assertBoundsAreTrue();
	}

	@Test
	void theServersClockIsSetFarBackWithoutClientHeartbeats() {
		heartbeat(20, -1);
		this.time.advanceMillis(1000);
		this.ahead = this.ahead.minusMinutes(10);
		heartbeat(20, -1);
		assertErrorIsAtMost(Duration.ofMillis(21));
	}

	/** It might be a delay: the second heartbeat shows that it is not. */
	@Test
	void theServersClockIsSetALittleBack() {
		for (int i = 0; i < 10; i++) {
			heartbeat(20, 30);
			this.time.advanceMillis(1000);
		}
		this.ahead = this.ahead.minusMillis(300);
		heartbeat(20, 30);
		this.time.advanceMillis(1000);
		heartbeat(20, 30);
		assertErrorIsAtMost(Duration.ofMillis(16));
		assertBoundsAreTrue();
	}

	/**
	 * Then it cannot be distinguished from a delay, until the earlier values are
	 * forgotten.
	 */
	@Test
	void theServersClockIsSetALittleBackWithoutClientHeartbeats() {
		heartbeat(20, -1);
		this.ahead = this.ahead.minusMillis(300);
		for (int i = 0; i < 8; i++) {
			this.time.advanceMillis(1000);
			heartbeat(20, -1);
		}
		assertErrorIsAtMost(Duration.ofMillis(21));
	}

	@Test
	void thisMachinesClockIsSet() {
		heartbeat(20, 30);
		Instant before = this.clock.instant();
		this.time.stepWallClock(Duration.ofHours(-5));
		this.clientStepped = Duration.ofHours(-5);
		assertThat(this.clock.instant()).isEqualTo(before);
		this.time.advanceMillis(1000);
		heartbeat(20, 30);
		assertErrorIsAtMost(Duration.ofMillis(16));
		assertBoundsAreTrue();
	}

	@Test
	void invalidTimesAreIgnored() {
		heartbeat(20, 30);
		for (long sentAt : new long[] { Long.MIN_VALUE, -1, Long.MAX_VALUE, 1L << 50 }) {
			this.clock.heartbeat(sentAt, this.time.timer().now(), 0);
		}
		assertErrorIsAtMost(Duration.ofMillis(16));
	}

}
