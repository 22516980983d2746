package io.github.magiconion4j.internal.threads;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.LogCapture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pool that cannot create a thread loses no task.
 */
class PatientExecutorTest {

	/** In production it is an OutOfMemoryError, which would end JUnit, too. */
	private final Error noThread = new InternalError("unable to create native thread");

	private final FakeTime time = new FakeTime();

	private final PatientExecutor executor = new PatientExecutor(this::take, this.time.timer());

	private final Queue<Runnable> threads = new ArrayDeque<>();

	private final List<String> done = new ArrayList<>();

	private @Nullable Throwable failure;

	private int attempts;

	/** Whether the pool queues a task before it fails. */
	private boolean queues;

	@RegisterExtension
	final LogCapture log = LogCapture.of(PatientExecutor.class);

	private void take(Runnable task) {
		this.attempts++;
		if (this.queues) {
			this.threads.add(task);
		}
		if (this.failure instanceof Error error) {
			throw error;
		}
		if (this.failure instanceof RuntimeException exception) {
			throw exception;
		}
		this.threads.add(task);
	}

	private void runAll() {
		for (Runnable task = this.threads.poll(); task != null; task = this.threads.poll()) {
			task.run();
		}
	}

	private void execute(String name) {
		this.executor.execute(() -> this.done.add(name));
	}

	@Test
	void tasksWaitInOrderUntilThereIsAThread() {
		this.failure = this.noThread;
		execute("a");
		execute("b");
		this.time.advanceMillis(1000);
		execute("c");
		assertThat(this.attempts).isEqualTo(11); // ten per second, for all tasks
		this.failure = null;
		this.time.advanceMillis(100);
		execute("d");
		runAll();
		assertThat(this.done).containsExactly("a", "b", "c", "d");
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void theLogSaysItOnceAMinute() {
		this.failure = this.noThread;
		execute("a");
		this.time.advance(Duration.ofSeconds(59));
		assertThat(this.log.lines()).hasSize(1).first().asString().startsWith("An executor failed");
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.log.lines()).hasSize(2);
	}

	@Test
	void aTaskThatWasQueuedNeverthelessRunsOnce() {
		this.failure = this.noThread;
		this.queues = true;
		execute("a");
		runAll();
		this.failure = null;
		this.time.advanceMillis(100);
		runAll();
		assertThat(this.done).containsExactly("a");
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aRejectionConcernsTheCaller() {
		this.failure = new RejectedExecutionException("full");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> execute("a")).withMessage("full");
		this.failure = new IllegalStateException("not started");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> execute("a"))
			.withCause(this.failure);
		this.time.advanceMillis(1000);
		runAll();
		assertThat(this.done).isEmpty();
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void anAcceptedTaskWaitsIfThePoolIsFullLater() {
		this.failure = this.noThread;
		execute("a");
		this.failure = new RejectedExecutionException("full");
		this.time.advanceMillis(200);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> execute("b"));
		this.failure = null;
		this.time.advanceMillis(100);
		runAll();
		assertThat(this.done).containsExactly("a");
	}

	@Test
	void aTaskThatFailsOnTheCurrentThreadIsNotRepeated() {
		PatientExecutor here = new PatientExecutor(Runnable::run, this.time.timer());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> here.execute(() -> {
			this.done.add("a");
			throw new AssertionError("of a test");
		}));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> here.execute(() -> {
			throw new IllegalStateException("of a test");
		}));
		this.time.advanceMillis(1000);
		assertThat(this.done).containsExactly("a");
		assertThat(this.log.lines()).isEmpty();
	}

	/** As a pool does that queues a task before it looks for a thread. */
	@Test
	void aTaskThatAnotherThreadHasBegunIsAccepted() {
		PatientExecutor elsewhere = new PatientExecutor((task) -> {
			task.run();
			throw this.noThread;
		}, this.time.timer());
		elsewhere.execute(() -> this.done.add("a"));
		this.time.advanceMillis(1000);
		assertThat(this.done).containsExactly("a");
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aTaskThatWasQueuedAndRejectedDoesNotRun() {
		this.failure = new RejectedExecutionException("closed");
		this.queues = true;
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> execute("a"));
		runAll();
		assertThat(this.done).isEmpty();
	}

	@Test
	void anotherErrorIsARejection() {
		this.failure = new NoClassDefFoundError("Decorator");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> execute("a"))
			.withCause(this.failure);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	/** Creates threads as long as some are left, and fails then. */
	private ThreadFactory threads(AtomicInteger left) {
		return (task) -> {
			if (left.getAndDecrement() > 0) {
				return new Thread(task);
			}
			throw this.noThread;
		};
	}

	@Test
	void theThreadsOfAPoolThatCannotGrowRunTheTasks() throws Exception {
		AtomicInteger left = new AtomicInteger(1);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
				threads(left));
		try {
			PatientExecutor patient = new PatientExecutor(pool, this.time.timer());
			CountDownLatch ran = new CountDownLatch(10);
			for (int i = 0; i < 10; i++) {
				patient.execute(ran::countDown);
			}
			assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			pool.shutdownNow();
		}
	}

	/** Its queue takes only tasks of its own kind. */
	@Test
	void aScheduledPoolThatCannotGrowRunsTheTasksOnceEach() throws Exception {
		AtomicInteger left = new AtomicInteger(1);
		ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(4, threads(left));
		try {
			PatientExecutor patient = new PatientExecutor(pool, this.time.timer());
			CountDownLatch ran = new CountDownLatch(10);
			AtomicInteger runs = new AtomicInteger();
			for (int i = 0; i < 10; i++) {
				patient.execute(() -> {
					runs.incrementAndGet();
					ran.countDown();
				});
			}
			left.set(Integer.MAX_VALUE);
			this.time.advanceMillis(200);
			assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
			pool.shutdown();
			assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
			assertThat(runs).hasValue(10);
		}
		finally {
			pool.shutdownNow();
		}
	}

	@Test
	void nothingWaitsForAnExecutorThatIsClosed() {
		this.failure = this.noThread;
		execute("a");
		execute("b");
		this.failure = new RejectedExecutionException("closed");
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

}
