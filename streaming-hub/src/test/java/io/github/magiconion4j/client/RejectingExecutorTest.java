package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An executor that accepts nothing at the moment: what the application must be told, it
 * is told on a thread that sends. If that thread had to wait for a call, it would wait
 * for itself.
 */
@Timeout(60)
class RejectingExecutorTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final List<Throwable> failures = new ArrayList<>();

	private boolean full;

	private void execute(Runnable task) {
		if (this.full) {
			throw new RejectedExecutionException("full");
		}
		task.run();
	}

	private StreamingHubClientOptions options() {
		return TestClient.options(this.time).withExecutor(this::execute);
	}

	@Test
	void whatDependsOnACallThatTimedOutDoesNotBlockAThreadThatSends() {
		HubClient<ITestHub> client = StreamingHubClient.connect(this.server, ITestHub.class, new TestReceiver(),
				options().withCallTimeout(Duration.ofSeconds(1)));
		CompletableFuture<Integer> next = client.hub()
			.addLater(2, 3)
			.exceptionally((ex) -> client.hub().add(2, 3))
			.toCompletableFuture();
		this.full = true;
		this.time.advanceMillis(1000);
		assertThat(next).failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void aStateListenerDoesNotKeepTheClientFromReconnecting() {
		CompletableFuture<ReconnectingHubClient<ITestHub>> opened = new CompletableFuture<>();
		opened.complete(
				ReconnectingHubClient.open(this.server, ITestHub.class, new TestReceiver(), (hub) -> null, options(),
						ReconnectOptions.createWithDefault()
							.withCallWait(Duration.ofSeconds(5))
							.withStateListener((state) -> listen(opened, state))));
		this.full = true;
		this.server.refuses(ReconnectScenario.LOST);
		this.server.close(ReconnectScenario.LOST);
		this.time.advanceMillis(1000);
		assertThat(this.failures).hasOnlyElementsOfType(IllegalStateException.class).hasSizeGreaterThan(1);
		this.server.accepts();
		this.full = false;
		this.time.advance(Duration.ofSeconds(10));
		assertThat(opened.join().state().phase()).isEqualTo(Phase.CONNECTED);
	}

	private void listen(CompletableFuture<ReconnectingHubClient<ITestHub>> opened, HubClientState state) {
		if (state.phase() == Phase.WAITING) {
			try {
				opened.join().hub().add(2, 3);
			}
			catch (RuntimeException ex) {
				this.failures.add(ex);
			}
		}
	}

}
