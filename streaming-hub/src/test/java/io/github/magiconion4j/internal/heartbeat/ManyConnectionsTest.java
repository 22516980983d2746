package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.testing.FakeConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One timer thread for any number of connections.
 */
class ManyConnectionsTest {

	@Test
	void tenThousandConnectionsShareOneTimerThreadAndScheduleNothingElse() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		AtomicLong acknowledged = new AtomicLong();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		HubTimer timer = new HubTimer(System::nanoTime).start();
		Heartbeats heartbeats = new HeartbeatEngine(timer, executor, executor).heartbeats("IFakeHub",
				HeartbeatSettings.of(Duration.ofMillis(200), Duration.ofMinutes(1)), null, (value) -> new byte[0],
				new HeartbeatListener() {

					@Override
					public void acknowledged(HubContext connection, long roundTripNanos) {
						acknowledged.incrementAndGet();
					}

				});
		try {
			List<FakeConnection> connections = new ArrayList<>();
			for (int i = 0; i < 10_000; i++) {
				connections.add(FakeConnection.acknowledging(heartbeats));
			}
			await().until(() -> acknowledged.get() > 30_000);
			assertThat(newThreads(before)).containsExactly("streaming-hub-timer");
			connections.forEach(FakeConnection::stop);
		}
		finally {
			timer.close();
			executor.shutdownNow();
		}
	}

	/**
	 * Threads of pools or schedulers would be among them; the common pool is not used
	 * here.
	 */
	private static Set<String> newThreads(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> !name.startsWith("awaitility"))
			.collect(Collectors.toSet());
	}

}
