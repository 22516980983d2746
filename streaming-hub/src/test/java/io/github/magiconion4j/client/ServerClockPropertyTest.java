package io.github.magiconion4j.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import io.github.magiconion4j.testing.FakeTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bounds of the server's clock are correct for all delays.
 */
class ServerClockPropertyTest {

	@Property(tries = 200)
	void boundsAreCorrect(@ForAll long seed) {
		Random random = new Random(seed);
		FakeTime time = new FakeTime();
		ServerClock clock = new ServerClock(time.timer(), time);
		Duration ahead = Duration.ofMillis(random.nextInt(-1_000_000, 1_000_000));
		for (int i = 0; i < 50; i++) {
			time.advanceMillis(random.nextInt(2000));
			long sentAt = time.instant().plus(ahead).toEpochMilli();
			int delay = random.nextInt(200);
			time.advance(Duration.ofNanos(delay * 1_000_000L + random.nextInt(1_000_000)));
			long roundTrip = random.nextBoolean() ? (delay + 1 + random.nextInt(200)) * 1_000_000L : -1;
			clock.heartbeat(sentAt, time.timer().now(), roundTrip);
			Instant truth = time.instant().plus(ahead);
			assertThat(clock.earliest()).isBetween(truth.minusMillis(delay + 2), truth);
			if (clock.latest() != null) {
				assertThat(clock.latest()).isAfterOrEqualTo(truth);
			}
			if (roundTrip >= 0) { // no more than this one alone shows
				assertThat(clock.latest()).isBeforeOrEqualTo(truth.plusNanos(roundTrip + 1_000_000));
			}
			assertThat(clock.instant()).isAfterOrEqualTo(clock.earliest());
		}
	}

}
