package io.github.magiconion4j.internal.threads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SerialExecutorTest {

	private final Queue<Runnable> threads = new ArrayDeque<>();

	private boolean full;

	private final List<String> done = Collections.synchronizedList(new ArrayList<>());

	private final SerialExecutor executor = new SerialExecutor(this::take, 2);

	private void take(Runnable work) {
		if (this.full) {
			throw new RejectedExecutionException("full");
		}
		this.threads.add(work);
	}

	private void runAll() {
		for (Runnable work = this.threads.poll(); work != null; work = this.threads.poll()) {
			work.run();
		}
	}

	private SerialExecutor.Task task(String name) {
		return () -> {
			this.done.add(name);
			return null;
		};
	}

	@Test
	void tasksRunInTheirOrderInBatches() {
		for (String name : List.of("a", "b", "c")) {
			this.executor.submit(task(name));
		}
		assertThat(this.threads).hasSize(1);
		this.threads.remove().run();
		assertThat(this.done).containsExactly("a", "b");
		runAll();
		assertThat(this.done).containsExactly("a", "b", "c");
		assertThat(this.executor.unfinished()).isZero();
	}

	@Test
	void theNextTaskWaitsForAStage() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		this.executor.submit(() -> stage);
		this.executor.submit(task("next"));
		runAll();
		assertThat(this.done).isEmpty();
		stage.completeExceptionally(new IllegalStateException());
		runAll();
		assertThat(this.done).containsExactly("next");
	}

	@Test
	void oneRejectionIsNotTheEnd() {
		this.full = true;
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.executor.submit(task("rejected")));
		this.full = false;
		this.executor.submit(task("next"));
		runAll();
		assertThat(this.done).containsExactly("next");
		assertThat(this.executor.unfinished()).isZero();
	}

	@Test
	void acceptedTasksRunEvenIfNoThreadTakesOver() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		for (String name : List.of("a", "b", "c", "d", "e")) {
			this.executor.submit(task(name));
		}
		this.executor.submit(() -> stage);
		this.executor.submit(task("f"));
		this.full = true;
		runAll();
		assertThat(this.done).containsExactly("a", "b", "c", "d", "e");
		stage.complete("");
		assertThat(this.done).containsExactly("a", "b", "c", "d", "e", "f");
	}

	@Test
	void aThrowingTaskIsComplete() {
		this.executor.submit(() -> {
			throw new AssertionError("of a test");
		});
		this.executor.submit(task("next"));
		runAll();
		assertThat(this.done).containsExactly("next");
	}

	@Test
	void aTaskKnowsThatItRunsInTheExecutor() {
		this.executor.submit(() -> {
			this.done.add("current " + this.executor.isCurrent());
			return null;
		});
		assertThat(this.executor.isCurrent()).isFalse();
		runAll();
		assertThat(this.done).containsExactly("current true");
		assertThat(this.executor.isCurrent()).isFalse();
	}

	/**
	 * A pool that is full now and then: each accepted task runs once, alone, and in
	 * order.
	 */
	@Test
	void nothingIsLostAmongThreadsAndRejections() throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(3);
		AtomicInteger attempts = new AtomicInteger();
		Executor fickle = (work) -> {
			if (attempts.incrementAndGet() % 3 == 0) {
				throw new RejectedExecutionException("full");
			}
			pool.execute(work);
		};
		SerialExecutor serial = new SerialExecutor(fickle, 4);
		AtomicInteger running = new AtomicInteger();
		List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
		List<Integer> accepted = new ArrayList<>();
		for (int i = 0; i < 50_000; i++) {
			int number = i;
			try {
				serial.submit(() -> {
					assertThat(running.incrementAndGet()).isEqualTo(1);
					ran.add(number);
					running.decrementAndGet();
					return (number % 5 == 0) ? CompletableFuture.runAsync(() -> {
					}, pool) : null;
				});
				accepted.add(number);
			}
			catch (RejectedExecutionException ex) {
				assertThat(ex).hasMessage("full");
			}
		}
		CountDownLatch end = new CountDownLatch(1);
		while (true) {
			try {
				serial.submit(() -> {
					end.countDown();
					return null;
				});
				break;
			}
			catch (RejectedExecutionException ex) {
				assertThat(ex).hasMessage("full");
			}
		}
		assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
		assertThat(ran).isEqualTo(accepted);
		pool.shutdownNow();
	}

}
