package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks once a second, with a patience of five seconds.
 */
class SilenceTest {

	/** Close to overflow, because a monotonic clock may overflow. */
	private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

	private final Silence silence = new Silence(() -> this.now, Duration.ofSeconds(5), Duration.ofSeconds(1));

	private boolean isTooLongAfter(long millis) {
		this.now += Duration.ofMillis(millis).toNanos();
		return this.silence.isTooLong();
	}

	@Test
	void itIsTooLongAfterThePatience() {
		for (int i = 0; i < 20; i++) {
			assertThat(isTooLongAfter(1000)).isFalse();
			this.silence.heard();
		}
		for (int i = 1; i <= 5; i++) {
			assertThat(isTooLongAfter(1000)).as("after %s s", i).isFalse();
		}
		assertThat(isTooLongAfter(1000)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1900, 6000, 60_000, 3_600_000 })
	void aPauseOfThisProcessDoesNotCount(long millis) {
		isTooLongAfter(1000);
		this.silence.heard();
		for (int i = 1; i <= 4; i++) {
			assertThat(isTooLongAfter(1000)).isFalse();
		}
		assertThat(isTooLongAfter(millis)).isFalse();
		assertThat(isTooLongAfter(1000)).isTrue();
	}

	@Test
	void whatWasHeardAfterAPauseCountsFromThen() {
		assertThat(isTooLongAfter(5000)).isFalse();
		this.silence.heard();
		for (int i = 1; i <= 5; i++) {
			assertThat(isTooLongAfter(1000)).isFalse();
		}
		assertThat(isTooLongAfter(1000)).isTrue();
	}

	@Test
	void whatWasHeardDuringAPauseIsNotInTheFuture() {
		this.now += Duration.ofHours(1).toNanos();
		this.silence.heard();
		assertThat(isTooLongAfter(0)).isFalse();
		for (int i = 1; i <= 5; i++) {
			assertThat(isTooLongAfter(1000)).isFalse();
		}
		assertThat(isTooLongAfter(1000)).isTrue();
	}

}
