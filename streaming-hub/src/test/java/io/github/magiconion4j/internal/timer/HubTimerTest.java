package io.github.magiconion4j.internal.timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HubTimerTest {

	private final FakeTime time = new FakeTime();

	private final HubTimer timer = this.time.timer();

	private final List<String> ran = new ArrayList<>();

	private TimerEntry entry(String name, long... periods) {
		return new TimerEntry() {

			private int runs;

			@Override
			protected long run(long now) {
				HubTimerTest.this.ran.add(name);
				return (this.runs < periods.length) ? now + Duration.ofMillis(periods[this.runs++]).toNanos() : NEVER;
			}

		};
	}

	private void schedule(TimerEntry entry, long millis) {
		this.timer.schedule(entry, this.timer.now() + Duration.ofMillis(millis).toNanos());
	}

	@Test
	void anEntryRunsWhenItIsDueAndNotBefore() {
		schedule(entry("a"), 20);
		this.time.advance(Duration.ofMillis(20).minusNanos(1));
		assertThat(this.ran).isEmpty();
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.ran).containsExactly("a");
		assertThat(this.timer.nextWake()).isEmpty();
	}

	@Test
	void anEntryRunsAgainWhenItSaysSo() {
		schedule(entry("a", 1, 30, 60_000, 1), 10);
		this.time.advanceMillis(10 + 1 + 30 + 60_000);
		assertThat(this.ran).hasSize(4);
		this.time.advanceMillis(1);
		assertThat(this.ran).hasSize(5);
	}

	@Test
	void aCancelledEntryDoesNotRun() {
		TimerEntry entry = entry("a", 10, 10, 10);
		schedule(entry, 10);
		this.time.advanceMillis(25);
		this.timer.cancel(entry);
		this.time.advanceMillis(100);
		assertThat(this.ran).hasSize(2);
	}

	@Test
	void theLastRequestForAnEntryCounts() {
		TimerEntry entry = entry("a");
		schedule(entry, 10);
		this.timer.cancel(entry);
		schedule(entry, 50);
		schedule(entry, 30);
		this.time.advanceMillis(29);
		assertThat(this.ran).isEmpty();
		this.time.advanceMillis(1000);
		assertThat(this.ran).hasSize(1);
	}

	@Test
	void anEntryThatIsOverdueRunsAtOnce() {
		schedule(entry("a"), -5000);
		this.timer.runDue();
		assertThat(this.ran).hasSize(1);
	}

	@Test
	void aFailingEntryDoesNotAffectOthers() {
		this.timer.schedule(new TimerEntry() {

			@Override
			protected long run(long now) {
				throw new IllegalStateException("an entry");
			}

		}, this.timer.now());
		schedule(entry("a", 10), 0);
		this.time.advanceMillis(10);
		assertThat(this.ran).hasSize(2);
	}

	@Test
	void everyEntryRunsAtItsTimeWhateverTheOthersDo() {
		Random random = new Random(7);
		Map<Integer, Long> due = new TreeMap<>();
		Map<Integer, Long> seen = new TreeMap<>();
		List<TimerEntry> entries = new ArrayList<>();
		long start = this.timer.now();
		for (int i = 0; i < 5000; i++) {
			int number = i;
			TimerEntry entry = new TimerEntry() {

				@Override
				protected long run(long now) {
					seen.put(number, now - start);
					return NEVER;
				}

			};
			entries.add(entry);
			// from now to 3 turns of the wheel
			long delay = (long) (random.nextDouble() * Duration.ofSeconds(52).toNanos());
			this.timer.schedule(entry, start + delay);
			due.put(number, delay);
		}
		this.time.advance(Duration.ofSeconds(20));
		for (int i = 0; i < 5000; i += 7) {
			this.timer.cancel(entries.get(i));
			if (!seen.containsKey(i)) {
				due.remove(i);
			}
		}
		this.time.advance(Duration.ofSeconds(40));
		assertThat(seen).isEqualTo(due);
	}

	@Test
	void afterALongPauseEachDueEntryRunsOnce() {
		schedule(entry("a", 10, 10, 10), 10);
		schedule(entry("b"), 30_000);
		schedule(entry("c"), 100_000);
		this.time.pause(Duration.ofSeconds(60));
		assertThat(this.ran).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void theTimerNeverSleepsLongComparedToATimeout() {
		schedule(entry("a"), 3_600_000);
		assertThat(wakeUpsInASecond()).isEqualTo(5);
		this.timer.noticePauses(0);
		this.timer.noticePauses(Duration.ofSeconds(10).toNanos());
		assertThat(wakeUpsInASecond()).isEqualTo(5);
		this.timer.noticePauses(Duration.ofSeconds(5).toNanos());
		assertThat(wakeUpsInASecond()).isEqualTo(10);
		this.timer.noticePauses(Duration.ofMillis(10).toNanos());
		this.timer.noticePauses(Duration.ofSeconds(10).toNanos());
		assertThat(wakeUpsInASecond()).isEqualTo(20);
	}

	private long wakeUpsInASecond() {
		this.time.advanceMillis(1000); // the current sleep may be longer
		long before = this.time.wakeUps();
		this.time.advanceMillis(1000);
		return this.time.wakeUps() - before;
	}

	@Test
	void theListenerReceivesTheDelayOfEachTick() {
		List<Long> late = new ArrayList<>();
		this.timer.setTickListener(late::add);
		schedule(entry("a", 10), 10);
		this.time.advanceMillis(20);
		assertThat(late).containsOnly(0L);
		schedule(entry("b"), 30);
		this.time.advanceMillis(1); // woken by the request, which is not a tick
		late.clear();
		this.time.pause(Duration.ofMillis(500));
		assertThat(late).singleElement()
			.satisfies((nanos) -> assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofMillis(450),
					Duration.ofMillis(500)));
	}

	@Test
	void theThreadRunsDueEntriesAndEndsWithTheTimer() throws InterruptedException {
		CountDownLatch twice = new CountDownLatch(2);
		Set<Thread> others = Thread.getAllStackTraces().keySet();
		HubTimer real = new HubTimer(System::nanoTime).start();
		real.schedule(new TimerEntry() {

			@Override
			protected long run(long now) {
				twice.countDown();
				return now + 1_000_000;
			}

		}, real.now() + 1_000_000);
		assertThat(twice.await(20, TimeUnit.SECONDS)).isTrue();
		Thread thread = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((candidate) -> candidate.getName().equals("streaming-hub-timer") && !others.contains(candidate))
			.findAny()
			.orElseThrow();
		assertThat(thread.isDaemon()).isTrue();
		real.close();
		await().until(() -> !thread.isAlive());
	}

	@Test
	void theThreadDoesNotSpinAfterAnInterrupt() throws InterruptedException {
		LongAdder looks = new LongAdder();
		AtomicReference<Thread> thread = new AtomicReference<>();
		CountDownLatch ranLater = new CountDownLatch(1);
		try (HubTimer real = new HubTimer(() -> {
			looks.increment();
			return System.nanoTime();
		}).start()) {
			real.schedule(new TimerEntry() {

				@Override
				protected long run(long now) {
					thread.set(Thread.currentThread());
					return now + 1_000_000_000;
				}

			}, real.now());
			Thread interrupted = await().until(thread::get, Objects::nonNull);
			interrupted.interrupt();
			await().until(() -> !interrupted.isInterrupted());
			long before = looks.sum();
			// a spinning thread would check 100 000 times
			await().during(300, TimeUnit.MILLISECONDS).until(() -> looks.sum() - before < 1000);
			real.schedule(new TimerEntry() {

				@Override
				protected long run(long now) {
					ranLater.countDown();
					return NEVER;
				}

			}, real.now());
			assertThat(ranLater.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void onDemandTheThreadStartsWithTheFirstRequest() {
		int before = threads();
		try (HubTimer lazy = new HubTimer(System::nanoTime).startOnDemand()) {
			assertThat(threads()).isEqualTo(before);
			CountDownLatch ran = new CountDownLatch(1);
			lazy.schedule(new TimerEntry() {

				@Override
				protected long run(long now) {
					ran.countDown();
					return NEVER;
				}

			}, lazy.now());
			await().until(() -> ran.getCount() == 0);
			assertThat(threads()).isEqualTo(before + 1);
		}
		await().until(() -> threads() == before);
	}

	private static int threads() {
		return (int) Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> "streaming-hub-timer".equals(thread.getName()))
			.count();
	}

}
