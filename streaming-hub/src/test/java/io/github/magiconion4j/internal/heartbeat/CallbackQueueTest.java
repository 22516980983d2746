package io.github.magiconion4j.internal.heartbeat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackQueueTest {

	private final FakeTime time = new FakeTime();

	/** Requested threads that have not started. */
	private final Queue<Runnable> threads = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	private final CallbackQueue queue = new CallbackQueue(this.time.timer(), this::begin);

	private int rejections;

	private int failures;

	@RegisterExtension
	final LogCapture log = LogCapture.of(CallbackQueue.class);

	private void begin(Runnable thread) {
		if (this.rejections-- > 0) {
			throw new RejectedExecutionException();
		}
		if (this.failures-- > 0) {
			throw new InternalError("unable to create native thread");
		}
		this.threads.add(thread);
	}

	private void add(String name) {
		this.queue.execute(() -> this.ran.add(name));
	}

	@Test
	void aBurstWaitsForTheTimerAndWakesOneThread() {
		for (int i = 0; i < 100; i++) {
			add(String.valueOf(i));
		}
		assertThat(this.threads).isEmpty();
		this.time.advanceMillis(50);
		assertThat(this.threads).hasSize(1);
		this.threads.remove().run();
		assertThat(this.ran).hasSize(100);
		this.time.advanceMillis(100);
		assertThat(this.threads).isEmpty();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void callbacksAddedDuringABatchBelongToIt() {
		add("a");
		this.time.advanceMillis(50);
		add("b");
		this.threads.remove().run();
		this.time.advanceMillis(200);
		assertThat(this.threads).isEmpty();
		assertThat(this.ran).containsExactly("a", "b");
	}

	@Test
	void ifOneBlocksTheOthersGetAnotherThread() {
		this.queue.execute(() -> {
			add("b");
			this.time.advanceMillis(200); // blocks for this time
			this.threads.remove().run();
			this.ran.add("a");
		});
		this.time.advanceMillis(50);
		this.threads.remove().run();
		assertThat(this.ran).containsExactly("b", "a");
		assertThat(this.threads).isEmpty();
	}

	@Test
	void aThreadIsRequestedOnce() {
		add("a");
		add("b");
		this.time.advanceMillis(1000); // the executor has no thread
		assertThat(this.threads).hasSize(1);
		this.threads.remove().run();
		assertThat(this.ran).containsExactly("a", "b");
	}

	@Test
	void aRejectionDelaysCallbacksAndLosesNone() {
		this.rejections = 3;
		add("a");
		add("b");
		this.time.advanceMillis(1000);
		this.threads.remove().run();
		assertThat(this.ran).containsExactly("a", "b");
	}

	@Test
	void aLackOfThreadsDelaysCallbacksAndIsLoggedOnce() {
		this.failures = 40;
		add("a");
		this.time.advanceMillis(5000);
		add("b");
		this.time.advanceMillis(10_000);
		this.threads.remove().run();
		assertThat(this.ran).containsExactly("a", "b");
		assertThat(this.log.lines()).hasSize(1);
	}

	/** The executor was only full. */
	@Test
	void callbacksOfAConnectionGoOnAfterSomeWereDropped() {
		AckCallback callback = new AckCallback((latency) -> this.ran.add(latency.toNanos() + " ns"),
				new FakeConnection(Heartbeats.NONE), this.queue);
		this.rejections = 25;
		callback.acknowledged(1);
		callback.acknowledged(2);
		this.time.advanceMillis(6000);
		assertThat(this.ran).isEmpty();
		callback.acknowledged(3);
		this.time.advanceMillis(6000);
		this.threads.remove().run();
		assertThat(this.ran).containsExactly("3 ns");
	}

	@Test
	void failuresOfCallbacksAreLoggedOnceAMinute() {
		for (int i = 0; i < 100; i++) { // of as many connections
			new AckCallback((latency) -> {
				this.ran.add("failed");
				throw new IllegalStateException("a callback");
			}, new FakeConnection(Heartbeats.NONE), this.queue).acknowledged(1);
		}
		this.time.advanceMillis(200);
		this.threads.remove().run();
		assertThat(this.ran).hasSize(100);
		assertThat(this.log.lines()).hasSize(1);
	}

	@Test
	void afterTheExecutorsEndNothingIsKept() {
		this.rejections = Integer.MAX_VALUE;
		add("a");
		this.time.advanceMillis(6000);
		assertThat(this.ran).isEmpty();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

}
