package io.github.magiconion4j.internal.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TaskQueue}.
 */
class TaskQueueTest {

	private static final int PRODUCERS = 3;

	private static final int TASKS = 20_000;

	private final TaskQueue queue = new TaskQueue() {
	};

	@Test
	void tasksLeaveInTheirOrder() {
		add(1, 2);
		assertThat(this.queue.poll()).isEqualTo(new Numbered(0, 1));
		add(3);
		assertThat(left()).containsExactly(new Numbered(0, 2), new Numbered(0, 3));
		assertThat(this.queue.isEmpty()).isTrue();
		add(4);
		assertThat(this.queue.isEmpty()).isFalse();
	}

	@Test
	void oneTaskIsRemovedAndOthersKeepTheirOrder() {
		add(1, 2);
		this.queue.poll();
		Numbered removed = new Numbered(0, 3);
		this.queue.add(removed);
		this.queue.add(new Numbered(0, 3)); // equal, but another task
		add(4);
		assertThat(this.queue.remove(removed)).isTrue();
		assertThat(this.queue.remove(removed)).isFalse();
		add(5);
		assertThat(left()).containsExactly(new Numbered(0, 2), new Numbered(0, 3), new Numbered(0, 4),
				new Numbered(0, 5));
	}

	@Test
	void aTaskThatWasAddedTwiceIsRemovedOnce() {
		Numbered twice = new Numbered(0, 1);
		this.queue.add(twice);
		add(2);
		this.queue.add(twice);
		assertThat(this.queue.remove(twice)).isTrue();
		assertThat(left()).containsExactly(new Numbered(0, 2), twice);
	}

	@Test
	void nothingIsLostAmongProducers() throws InterruptedException {
		ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
		for (int i = 0; i < PRODUCERS; i++) {
			int producer = i;
			producers.execute(() -> {
				for (int number = 0; number < TASKS; number++) {
					this.queue.add(new Numbered(producer, number));
				}
			});
		}
		producers.shutdown();
		int[] next = new int[PRODUCERS];
		while (!producers.isTerminated()) {
			check(this.queue.poll(), next);
		}
		left().forEach((each) -> check(each, next));
		assertThat(next).containsOnly(TASKS);
	}

	private void check(SerialExecutor.@Nullable Task polled, int[] next) {
		if (polled instanceof Numbered numbered) {
			assertThat(numbered.number()).isEqualTo(next[numbered.producer()]++);
		}
	}

	private void add(int... numbers) {
		for (int number : numbers) {
			this.queue.add(new Numbered(0, number));
		}
	}

	private List<SerialExecutor.Task> left() {
		List<SerialExecutor.Task> left = new ArrayList<>();
		for (SerialExecutor.Task each = this.queue.poll(); each != null; each = this.queue.poll()) {
			left.add(each);
		}
		return left;
	}

	private record Numbered(int producer, int number) implements SerialExecutor.Task {

		@Override
		public @Nullable CompletionStage<?> run() {
			return null;
		}

	}

}
