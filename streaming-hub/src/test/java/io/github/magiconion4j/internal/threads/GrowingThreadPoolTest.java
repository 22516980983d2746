package io.github.magiconion4j.internal.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.LogCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Few threads run what few can run. If they are blocked, there are more, up to the
 * maximum; only then tasks wait long, and a warning is logged.
 */
class GrowingThreadPoolTest {

	private final FakeTime time = new FakeTime();

	private final AtomicInteger made = new AtomicInteger();

	/** Whether no thread can be created. */
	private volatile boolean lacking;

	private final ThreadFactory factory = (task) -> {
		if (this.lacking) {
			throw new InternalError("unable to create native thread");
		}
		this.made.incrementAndGet();
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	};

	private final GrowingThreadPool pool = new GrowingThreadPool("hub methods", 4, 20, this.factory, this.time.timer(),
			Runnable::run);

	private final CountDownLatch release = new CountDownLatch(1);

	@RegisterExtension
	final LogCapture log = LogCapture.of(GrowingThreadPool.class);

	@AfterEach
	void close() {
		this.release.countDown();
		this.pool.close();
	}

	private void block() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void block(int tasks) {
		CountDownLatch begun = new CountDownLatch(tasks);
		for (int i = 0; i < tasks; i++) {
			this.pool.execute(() -> {
				begun.countDown();
				block();
			});
		}
		await().until(() -> {
			this.time.advanceMillis(20);
			return begun.getCount() == 0;
		});
	}

	@Test
	void aBlockingTaskDoesNotDelayOthersForLongBelowTheMaximum() {
		for (int i = 0; i < 20; i++) {
			block(1);
		}
		assertThat(this.pool.busy()).isEqualTo(20);
		assertThat(this.pool.queued()).isZero();
		assertThat(this.pool.waitedNanos()).isZero();
	}

	@Test
	void tasksThatDoNotBlockShareTheFirstThreads() {
		run(10_000);
		assertThat(this.made).hasValue(4);
	}

	@Test
	void theyGrowByHalfWhenATaskHasWaitedFor20Ms() {
		block(4);
		for (int i = 0; i < 9; i++) {
			this.pool.execute(this::block);
		}
		this.time.advanceMillis(19);
		assertThat(this.made).hasValue(4);
		this.time.advanceMillis(1);
		assertThat(this.made).hasValue(6);
		await().until(() -> this.pool.queued() == 7);
		this.time.advanceMillis(20);
		assertThat(this.made).hasValue(9);
		await().until(() -> this.pool.queued() == 4);
	}

	@Test
	void theyGrowLaterIfThereCanBeNoMoreThreadsAtTheMoment() {
		block(4);
		CountDownLatch ran = new CountDownLatch(1);
		this.pool.execute(ran::countDown);
		this.lacking = true;
		this.time.advanceMillis(60);
		assertThat(ran.getCount()).isOne();
		this.lacking = false;
		this.time.advanceMillis(20);
		await().until(() -> ran.getCount() == 0);
	}

	@Test
	void aPauseOfTheProcessAddsNoThreads() {
		block(4);
		this.pool.execute(this::block);
		this.time.advanceMillis(1);
		this.time.pause(Duration.ofSeconds(3));
		assertThat(this.made).hasValue(4);
	}

	@Test
	void afterwardsThereIsNoTimerEntryAndNoNewThread() {
		block(12);
		assertThat(this.made.get()).isBetween(12, 13);
		this.release.countDown();
		await().until(() -> this.pool.busy() == 0);
		this.time.advanceMillis(20);
		assertThat(this.time.timer().nextWake()).isEmpty(); // no timer entry is scheduled
															// any more
		int before = this.made.get();
		run(10_000);
		assertThat(this.made).hasValue(before);
	}

	@Test
	void ifAllThreadsAreBusyTasksWaitInOrderAndTheMetersShowForHowLong() {
		block(20);
		Queue<Integer> ran = new ConcurrentLinkedQueue<>();
		List<Integer> all = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			int number = i;
			all.add(number);
			this.pool.execute(() -> {
				synchronized (ran) {
					ran.add(number);
				}
			});
			this.time.advanceMillis(100);
		}
		assertThat(this.pool.busy()).isEqualTo(20);
		assertThat(this.pool.queued()).isEqualTo(5);
		assertThat(Duration.ofNanos(this.pool.waitedNanos())).isEqualTo(Duration.ofMillis(500));
		this.release.countDown();
		await().untilAsserted(() -> assertThat(ran).containsExactlyInAnyOrderElementsOf(all));
		await().untilAsserted(() -> assertThat(this.pool.waitedNanos()).isZero());
		assertThat(this.made).hasValue(20);
	}

	@Test
	void theLogSaysOnceAMinuteThatAllThreadsAreBusyAndSinceWhen() {
		block(20);
		this.time.advance(Duration.ofMinutes(5));
		assertThat(this.log.lines()).isEmpty(); // no task waits
		this.pool.execute(() -> {
		});
		this.time.advanceMillis(999);
		assertThat(this.log.lines()).isEmpty();
		this.time.advanceMillis(10);
		assertThat(this.log.lines())
			.containsExactly("All 20 threads for hub methods have been busy for 1 s, and 1 tasks are waiting");
		this.pool.execute(() -> {
		});
		this.time.advance(Duration.ofMinutes(2));
		assertThat(this.log.lines()).hasSize(3).last().asString().contains("busy for 121 s, and 2 tasks are waiting");
		this.release.countDown();
		await().until(() -> this.pool.queued() == 0);
		this.time.advance(Duration.ofMinutes(5));
		assertThat(this.log.lines()).hasSize(3);
		assertThat(this.time.timer().nextWake()).isEmpty(); // no timer entry is scheduled
															// any more
	}

	@Test
	void aShortTimeWithoutAFreeThreadIsNotLogged() {
		block(20);
		this.pool.execute(() -> {
		});
		this.release.countDown();
		await().until(() -> this.pool.queued() == 0);
		this.time.advance(Duration.ofMinutes(2));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void aClosedPoolRejectsTasks() {
		block(20);
		this.pool.shutdown();
		assertThatThrownBy(() -> this.pool.execute(() -> {
		})).isInstanceOf(RejectedExecutionException.class);
	}

	private void run(int tasks) {
		CountDownLatch ran = new CountDownLatch(tasks);
		for (int i = 0; i < tasks; i++) {
			this.pool.execute(ran::countDown);
		}
		await().until(() -> ran.getCount() == 0);
	}

}
