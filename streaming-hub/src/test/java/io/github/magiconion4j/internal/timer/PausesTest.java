package io.github.magiconion4j.internal.timer;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PausesTest {

	private static final long START = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

	private final Pauses pauses = new Pauses();

	private long now = START;

	private void pass(long millis) {
		this.now += Duration.ofMillis(millis).toNanos();
	}

	private void pause(long millis) {
		this.pauses.begin(this.now);
		pass(millis);
		this.pauses.end(this.now);
	}

	private Duration since(long time) {
		return Duration.ofNanos(this.pauses.since(time, this.now));
	}

	@Test
	void pausesAfterATimeAreCounted() {
		pause(100);
		pass(10);
		long between = this.now;
		pass(10);
		pause(30);
		assertThat(since(START)).isEqualTo(Duration.ofMillis(130));
		assertThat(since(between)).isEqualTo(Duration.ofMillis(30));
		assertThat(since(this.now)).isZero();
	}

	@Test
	void aCurrentPauseIsCountedSoFar() {
		this.pauses.begin(this.now);
		pass(100);
		assertThat(since(START)).isEqualTo(Duration.ofMillis(100));
	}

	@Test
	void aLongPauseIsNotForgottenForManyShortOnesAfterIt() {
		pause(60_000);
		for (int i = 0; i < 100; i++) {
			pass(40);
			pause(11);
		}
		assertThat(since(START)).isEqualTo(Duration.ofMillis(60_000 + 100 * 11));
		pass(1);
		long after = this.now;
		pass(1000);
		assertThat(since(after)).isZero();
	}

	@Test
	void pausesOfLongAgoAreForgotten() {
		for (int i = 0; i < 100; i++) {
			pause(10_000);
			pass(Duration.ofMinutes(30).toMillis());
		}
		assertThat(since(START)).isEqualTo(Duration.ofSeconds(80));
	}

}
