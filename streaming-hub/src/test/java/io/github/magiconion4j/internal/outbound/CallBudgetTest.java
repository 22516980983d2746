package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much of an event loop's time is for hub methods.
 */
class CallBudgetTest {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 7);

	private final CallBudget budget = new CallBudget(this.clock::get);

	private void call(long nanos) {
		assertThat(this.budget.use(() -> this.clock.addAndGet(nanos))).isEqualTo(nanos);
	}

	@Test
	void aFewCallsInARowAreInTheBudget() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.budget.isLeft()).isTrue();
			call(CallBudget.AHEAD_NANOS / 10);
		}
		assertThat(this.budget.isLeft()).isTrue();
		call(1);
		assertThat(this.budget.isLeft()).isFalse();
	}

	@Test
	void inTheLongRunHalfOfTheTimeIsForCalls() {
		long begin = this.clock.get();
		long used = 0;
		while (this.clock.get() - begin < 100 * CallBudget.AHEAD_NANOS) {
			if (this.budget.isLeft()) {
				call(1_000_000);
				used += 1_000_000;
			}
			else {
				this.clock.addAndGet(10_000);
			}
		}
		assertThat((double) used / (this.clock.get() - begin)).isBetween(0.5, 0.52);
	}

	@Test
	void aLongCallIsPaidForByAsLongATimeWithoutCalls() {
		long second = 100 * CallBudget.AHEAD_NANOS;
		call(second);
		this.clock.addAndGet(second - CallBudget.AHEAD_NANOS - 1);
		assertThat(this.budget.isLeft()).isFalse();
		this.clock.incrementAndGet();
		assertThat(this.budget.isLeft()).isTrue();
	}

	@Test
	void timeWithoutCallsIsNotSaved() {
		this.clock.addAndGet(1000 * CallBudget.AHEAD_NANOS);
		call(CallBudget.AHEAD_NANOS + 1);
		assertThat(this.budget.isLeft()).isFalse();
	}

}
