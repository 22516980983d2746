package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Receivers that wait for a call on the only thread, while the call waits for a
 * connection, which needs that thread for {@code onConnected}.
 */
@Timeout(60)
class ReceiverWithoutConnectionTest {

	private static final Status LOST = Status.UNAVAILABLE.withDescription("connection lost");

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final TestReceiver receiver = new TestReceiver();

	private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

	@AfterEach
	void closeExecutor() {
		this.oneThread.shutdownNow();
	}

	private ReconnectingHubClient<ITestHub> open(Executor executor) {
		return ReconnectingHubClient.open(this.server, ITestHub.class, this.receiver, (hub) -> null,
				TestClient.options(this.time).withExecutor(executor),
				ReconnectOptions.createWithDefault().withCallWait(Duration.ofSeconds(5)).withRandom(() -> 0.5));
	}

	@ParameterizedTest
	@MethodSource("io.github.magiconion4j.client.WaitingReceiverTest#waysToWait")
	void theWaitEndsAndTheClientReconnects(Function<CompletionStage<Integer>, Integer> wait) throws Exception {
		ReconnectingHubClient<ITestHub> client = open(this.oneThread);
		await().until(() -> client.state().phase() == Phase.CONNECTED);
		CountDownLatch lost = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(1);
		CompletableFuture<Throwable> result = new CompletableFuture<>();
		this.receiver.reaction = (event) -> {
			try {
				lost.await();
				CompletionStage<Integer> sum = client.hub().addLater(2, 3);
				waiting.countDown();
				assertThat(wait.apply(sum)).isNull();
			}
			catch (CompletionException | InterruptedException ex) {
				result.complete(ex);
			}
		};
		this.server.send("92" + ReceiverTest.ON_TICK + "c0");
		this.server.close(LOST);
		lost.countDown();
		waiting.await();
		this.time.advanceMillis(4999);
		assertThat(result).isNotDone();
		this.time.advanceMillis(1);
		await().until(result::isDone);
		assertThat(result.join()).hasRootCauseInstanceOf(StatusRuntimeException.class)
			.hasStackTraceContaining("HubNotConnectedException");
		await().until(() -> client.state().phase() == Phase.CONNECTED);
		assertThat(this.server.received()).isEmpty();
	}

	/** Like a receiver that waits for a dependent stage on the only thread. */
	@Test
	void whatDependsOnTheCallDoesNotWaitForAStuckExecutorForEver() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		ReconnectingHubClient<ITestHub> client = open(tasks::add);
		tasks.remove().run();
		this.server.close(LOST);
		CompletableFuture<@Nullable Throwable> failure = client.hub()
			.addLater(2, 3)
			.handle((sum, ex) -> ex)
			.toCompletableFuture();
		CompletableFuture<Integer> next = client.hub()
			.addLater(2, 3)
			.exceptionally((ex) -> client.hub().add(2, 3))
			.toCompletableFuture();
		this.time.advanceMillis(5999);
		assertThat(failure).isNotDone();
		this.time.advanceMillis(1);
		assertThat(failure.getNow(null)).isInstanceOf(HubNotConnectedException.class);
		assertThat(next).as("a thread that sends must not block")
			.failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IllegalStateException.class);
	}

}
