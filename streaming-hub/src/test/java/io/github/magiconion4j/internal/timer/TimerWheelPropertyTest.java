package io.github.magiconion4j.internal.timer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wheel compared with a simple map from entries to times.
 */
class TimerWheelPropertyTest {

	private static final long TURN = 1L << 36; // of the wheel, about 69 s

	private static final class Model {

		/** So that the number wraps around. */
		private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);

		private final TimerWheel wheel = new TimerWheel(this.now);

		private final Map<TimerEntry, Long> scheduled = new HashMap<>();

		void schedule(TimerEntry entry, long delay) {
			this.wheel.schedule(entry, this.now + delay);
			this.scheduled.put(entry, this.now + delay);
		}

		void cancel(TimerEntry entry) {
			this.wheel.cancel(entry);
			this.scheduled.remove(entry);
		}

		/** Advances the time, like a timer that wakes when the wheel says so. */
		void pass(long nanos) {
			advance(this.now);
			long end = this.now + nanos;
			for (long wake = wake(end); wake - end < 0; wake = wake(end)) {
				advance(wake);
			}
			advance(end);
		}

		private long wake(long end) {
			long wake = this.wheel.nextWake(end);
			assertThat(wake - this.now).as("else it spins").isPositive();
			for (long due : this.scheduled.values()) {
				assertThat(wake - due).as("how late it wakes").isNotPositive();
			}
			return wake;
		}

		private void advance(long to) {
			this.now = to;
			Set<TimerEntry> due = new HashSet<>(this.scheduled.keySet());
			due.removeIf((entry) -> this.scheduled.get(entry) - to > 0);
			Set<TimerEntry> ran = new HashSet<>();
			this.wheel.advance(to, (entry) -> {
				ran.add(entry);
				return TimerEntry.NEVER;
			});
			assertThat(ran).isEqualTo(due);
			this.scheduled.keySet().removeAll(due);
			assertThat(this.wheel.size()).isEqualTo(this.scheduled.size());
		}

	}

	@Property(tries = 300)
	void everyEntryRunsAtItsTime(@ForAll long seed) {
		Random random = new Random(seed);
		Model model = new Model();
		List<TimerEntry> entries = Stream.generate(TimerWheelPropertyTest::entry).limit(40).toList();
		for (int step = 0; step < 300; step++) {
			TimerEntry entry = entries.get(random.nextInt(entries.size()));
			switch (random.nextInt(4)) {
				case 0 -> model.cancel(entry);
				case 1 -> model.pass(delay(random));
				default -> model.schedule(entry, delay(random) - 1000);
			}
		}
		model.pass(4 * TURN);
		assertThat(model.scheduled).isEmpty();
	}

	/** From a few nanoseconds to three turns. */
	private static long delay(Random random) {
		return 1 + random.nextLong(1 + (3 * TURN >> random.nextInt(38)));
	}

	private static TimerEntry entry() {
		return new TimerEntry() {

			@Override
			protected long run(long now) {
				throw new AssertionError("the wheel itself runs nothing");
			}

		};
	}

}
