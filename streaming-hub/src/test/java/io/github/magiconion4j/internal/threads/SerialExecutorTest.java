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
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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

	@Test
	void aTaskIsCurrentThoughTheOneBeforeIsJustEnding() throws Exception {
		List<Thread> started = Collections.synchronizedList(new ArrayList<>());
		SerialExecutor serial = new SerialExecutor((work) -> {
			Thread thread = new Thread(work);
			started.add(thread);
			thread.start();
		}, 2);
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> current = new CompletableFuture<>();
		CompletableFuture<String> stage = new CompletableFuture<>() {

			@Override
			public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
				CompletableFuture<String> result = super.whenComplete(action);
				complete(""); // the next task begins before the thread of this one ends
				assertThatCode(begun::await).doesNotThrowAnyException();
				return result;
			}

		};
		serial.submit(() -> stage);
		serial.submit(() -> {
			begun.countDown();
			assertThatCode(started.get(0)::join).doesNotThrowAnyException();
			current.complete(serial.isCurrent());
			return null;
		});
		assertThat(current.get(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void anIdleExecutorRunsATaskOnTheCurrentThread() {
		this.executor.runOrSubmit(() -> {
			this.done.add("current " + this.executor.isCurrent());
			return null;
		});
		assertThat(this.done).containsExactly("current true");
		assertThat(this.threads).isEmpty();
		assertThat(this.executor.unfinished()).isZero();
		assertThat(this.executor.isCurrent()).isFalse();
	}

	@Test
	void aBusyExecutorKeepsTheOrder() {
		this.executor.submit(task("a"));
		this.executor.runOrSubmit(task("b"));
		assertThat(this.done).isEmpty();
		runAll();
		this.executor.runOrSubmit(task("c"));
		assertThat(this.done).containsExactly("a", "b", "c");
	}

	@Test
	void theSharedExecutorRunsWhatIsAddedMeanwhile() {
		this.executor.runOrSubmit(() -> {
			this.executor.submit(task("b"));
			this.executor.runOrSubmit(task("c"));
			this.done.add("a");
			return null;
		});
		assertThat(this.done).containsExactly("a");
		runAll();
		assertThat(this.done).containsExactly("a", "b", "c");
		assertThat(this.executor.unfinished()).isZero();
	}

	@Test
	void theNextTaskWaitsForTheStageOfOneThatRanAtOnce() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		this.executor.runOrSubmit(() -> stage);
		this.executor.runOrSubmit(task("next"));
		assertThat(this.threads).isEmpty();
		this.full = true; // so the completing thread runs it
		stage.complete("");
		assertThat(this.done).containsExactly("next");
		assertThat(this.executor.unfinished()).isZero();
	}

	@Test
	void aTaskThatRanAtOnceAndThrewIsComplete() {
		this.executor.runOrSubmit(() -> {
			throw new AssertionError("of a test");
		});
		this.executor.runOrSubmit(task("next"));
		assertThat(this.done).containsExactly("next");
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
			SerialExecutor.Task task = () -> {
				assertThat(running.incrementAndGet()).isEqualTo(1);
				ran.add(number);
				running.decrementAndGet();
				return (number % 5 == 0) ? CompletableFuture.runAsync(() -> {
				}, pool) : null;
			};
			try {
				if (number % 2 == 0) {
					serial.submit(task);
				}
				else {
					serial.runOrSubmit(task);
				}
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
