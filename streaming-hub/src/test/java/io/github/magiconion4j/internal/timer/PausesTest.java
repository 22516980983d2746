package io.github.magiconion4j.internal.timer;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
		assertThat(since(START)).isEqualTo(Duration.ofSeconds(320));
	}

	/** As of a container whose share of the processors is too small. */
	@ParameterizedTest
	@CsvSource({ "10, 190", "60, 140", "100, 100", "5, 45", "25, 25" })
	void manyShortPausesAreNotCountedForLaterTimes(long paused, long between) {
		for (int i = 0; i < 10_000; i++) {
			pause(paused);
			pass(between);
		}
		long end = this.now;
		long round = paused + between;
		for (long rounds = 1; rounds < 600; rounds++) {
			long counted = this.pauses.since(end - Duration.ofMillis(rounds * round).toNanos(), end);
			assertThat(Duration.ofNanos(counted).toMillis()).isBetween(rounds * paused,
					rounds * (paused + between / 5) + paused);
		}
	}

	@RepeatedTest(20)
	void theResultIsNeverTooShort(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		long[] begins = new long[300];
		long[] ends = new long[300];
		for (int i = 0; i < 300; i++) {
			begins[i] = this.now;
			pause((long) Math.exp(random.nextDouble() * 9));
			ends[i] = this.now;
			pass((long) Math.exp(random.nextDouble() * 9));
		}
		for (int i = 0; i < 1000; i++) {
			long time = START + (long) ((this.now - START) * Math.pow(random.nextDouble(), 4));
			long exact = 0;
			for (int k = 0; k < 300; k++) {
				exact += Math.max(0, ends[k] - Math.max(begins[k] - START, time - START) - START);
			}
			assertThat(this.pauses.since(time, this.now)).isBetween(exact, this.now - time);
		}
	}

}
