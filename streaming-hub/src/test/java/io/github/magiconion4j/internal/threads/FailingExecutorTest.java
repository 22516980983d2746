package io.github.magiconion4j.internal.threads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A {@link SerialExecutor} whose shared executor fails, instead of rejecting a task.
 */
class FailingExecutorTest {

	private final Queue<Runnable> threads = new ArrayDeque<>();

	private final List<String> done = new ArrayList<>();

	private @Nullable Error failure;

	private final SerialExecutor executor = new SerialExecutor(this::take, 2);

	private void take(Runnable work) {
		if (this.failure != null) {
			throw this.failure;
		}
		this.threads.add(work);
	}

	private void submit(String name) {
		this.executor.submit(() -> {
			this.done.add(name);
			return null;
		});
	}

	private void runAll() {
		while (!this.threads.isEmpty()) {
			this.threads.remove().run();
		}
	}

	@Test
	void oneFailureIsNotTheEnd() {
		this.failure = new InternalError("unable to create native thread");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> submit("rejected"))
			.withCause(this.failure);
		this.failure = null;
		submit("next");
		runAll();
		assertThat(this.done).containsExactly("next");
		assertThat(this.executor.unfinished()).isZero();
	}

	@Test
	void acceptedTasksRun() {
		List.of("a", "b", "c").forEach(this::submit);
		this.failure = new InternalError("unable to create native thread");
		runAll();
		assertThat(this.done).containsExactly("a", "b", "c");
		assertThat(this.executor.unfinished()).isZero();
	}

}
