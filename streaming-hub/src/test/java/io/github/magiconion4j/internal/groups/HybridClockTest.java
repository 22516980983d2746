package io.github.magiconion4j.internal.groups;

import java.time.Duration;

import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HybridClockTest {

	private final FakeTime time = new FakeTime();

	private final HybridClock clock = new HybridClock(this.time);

	@Test
	void followsTheWallClock() {
		assertThat(this.clock.next()).isEqualTo(this.time.millis());
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.clock.next()).isEqualTo(this.time.millis());
	}

	@Test
	void eachTimeIsHigherThanTheOnesBefore() {
		long first = this.clock.next();
		assertThat(this.clock.next()).isEqualTo(first + 1);
		this.clock.heard(first + 3_600_000);
		assertThat(this.clock.next()).isEqualTo(first + 3_600_001);
		this.clock.heard(first);
		assertThat(this.clock.next()).isEqualTo(first + 3_600_002);
	}

	@Test
	void aTimeFarInTheFutureIsNotBelieved() {
		long first = this.clock.next();
		assertThat(this.clock.heard(Long.MAX_VALUE)).isFalse();
		assertThat(this.clock.heard(first + Duration.ofDays(2).toMillis())).isFalse();
		assertThat(this.clock.next()).isEqualTo(first + 1);
	}

}
