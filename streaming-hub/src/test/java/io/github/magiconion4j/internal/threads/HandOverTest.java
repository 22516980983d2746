package io.github.magiconion4j.internal.threads;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandOverTest {

	private final FakeTime time = new FakeTime();

	private final AtomicInteger runs = new AtomicInteger();

	private int rejections;

	private void execute(Runnable task) {
		if (this.rejections-- > 0) {
			throw new RejectedExecutionException();
		}
		task.run();
	}

	@Test
	void aTaskIsRunImmediatelyAndOnce() {
		HandOver.of(this::execute, this.time.timer(), this.runs::incrementAndGet);
		assertThat(this.runs).hasValue(1);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aTaskThatIsRejectedIsRunLaterAndOnce() {
		this.rejections = 3;
		HandOver.of(this::execute, this.time.timer(), this.runs::incrementAndGet);
		this.time.advanceMillis(250);
		assertThat(this.runs).hasValue(0);
		this.time.advanceMillis(1000);
		assertThat(this.runs).hasValue(1);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

}
