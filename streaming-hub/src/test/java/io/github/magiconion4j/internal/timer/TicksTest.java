package io.github.magiconion4j.internal.timer;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TicksTest {

	@ParameterizedTest
	@CsvSource({ "0, 0", "49, 0", "50, 50", "99, 50", "100, 100", "199, 100", "200, 200", "10000, 200" })
	void theTickWithinATimeIsTheLongestOneThatFits(long time, long tick) {
		assertThat(Ticks.within(Duration.ofMillis(time).toNanos())).isEqualTo(Duration.ofMillis(tick).toNanos());
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 199, 200, -1, -200, Long.MAX_VALUE, Long.MAX_VALUE - 250 })
	void theLastTickIsNotAfterATimeUnlessThatWouldBeTooEarly(long time) {
		long tick = Ticks.last(time, time - 200, 200);
		assertThat(time - tick).isBetween(0L, 199L);
		assertThat(Math.floorMod(tick, 200)).isZero();
		assertThat(Ticks.last(time, time, 200) - time).isBetween(0L, 199L);
	}

	@ParameterizedTest
	@CsvSource({ "0, 200", "1, 200", "199, 200", "200, 400", "-1, 0", "-200, 0" })
	void theNextTickIsAfterATime(long time, long next) {
		assertThat(Ticks.next(time, 200)).isEqualTo(next);
	}

}
