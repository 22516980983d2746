package io.github.magiconion4j.internal.timer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.testing.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TimerThreadTest {

	@RegisterExtension
	final LogCapture log = LogCapture.of(TimerThread.class);

	private final AtomicInteger failures = new AtomicInteger(2);

	private final CountDownLatch entries = new CountDownLatch(2);

	@Test
	void aThreadThatCannotBeStartedIsStartedOnDemand() {
		try (HubTimer timer = new HubTimer(System::nanoTime, this::thread)) {
			timer.start();
			for (int i = 0; i < 2; i++) {
				timer.schedule(entry(), timer.now());
			}
			await().until(() -> this.entries.getCount() == 0);
			assertThat(this.log.lines()).hasSize(1);
		}
	}

	private TimerEntry entry() {
		return new TimerEntry() {

			@Override
			protected long run(long now) {
				TimerThreadTest.this.entries.countDown();
				return NEVER;
			}

		};
	}

	private Thread thread(Runnable loop) {
		return new Thread(loop) {

			@Override
			public synchronized void start() {
				if (TimerThreadTest.this.failures.getAndDecrement() > 0) {
					throw new InternalError("unable to create native thread");
				}
				setDaemon(true);
				super.start();
			}

		};
	}

}
