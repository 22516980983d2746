package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A pool that is full, or can have no more threads, for a moment stops nothing
 * permanently.
 */
class RejectionTest {

	/** The number of tasks that the sending threads will reject. */
	private final AtomicInteger rejections = new AtomicInteger();

	private TestServer server(Duration timeout) throws Exception {
		return new TestServer(new TestServerOptions().heartbeat(HeartbeatSettings.of(Duration.ofMillis(50), timeout))
			.sending((executor) -> (task) -> execute(executor, task)));
	}

	private void execute(Executor executor, Runnable task) {
		if (this.rejections.getAndDecrement() > 0) {
			throw new RejectedExecutionException("as the test wants it");
		}
		executor.execute(task);
	}

	@Test
	void heartbeatsContinue() throws Exception {
		try (TestServer server = server(Duration.ofSeconds(20)); TestHubClient client = server.connect()) {
			short before = client.next(ServerMessage.ServerHeartbeat.class).sequence();
			for (int i = 1; i < 4; i++) {
				this.rejections.set(i);
				await().until(() -> this.rejections.get() <= 0);
				ServerMessage.ServerHeartbeat next = client.next(ServerMessage.ServerHeartbeat.class);
				assertThat(next.sequence()).isGreaterThan(before);
				client.acknowledge(next);
				before = next.sequence();
			}
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void callsRunLaterThoughThereWasNoThread() throws Exception {
		AtomicInteger failures = new AtomicInteger();
		ExecutorService pool = new ThreadPoolExecutor(0, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {

			@Override
			public void execute(Runnable task) {
				if (failures.getAndDecrement() > 0) {
					throw new InternalError("unable to create native thread");
				}
				super.execute(task);
			}

		};
		try (TestServer server = new TestServer(new TestServerOptions().hubExecutor(pool));
				TestHubClient client = server.connect()) {
			server.hub();
			for (int i = 1; i < 4; i++) {
				failures.set(i);
				int call = client.call("Add", 0x92, 2, i);
				assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
			}
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void aDeadClientIsDisconnected() throws Exception {
		try (TestServer server = server(Duration.ofMillis(200)); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.next(ServerMessage.ServerHeartbeat.class);
			this.rejections.set(20); // also those of heartbeats
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
			assertThat(client.status().getDescription()).startsWith("heartbeat timeout");
		}
	}

}
