package io.github.magiconion4j.client;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.testing.FakeTime;
import org.assertj.core.api.Assertions;

/**
 * Clients on fake time, whose callbacks run on the reading thread.
 */
final class TestClient {

	private TestClient() {
	}

	static StreamingHubClientOptions options(FakeTime time) {
		return StreamingHubClientOptions.createWithDefault()
			.withExecutor(Runnable::run)
			.withRuntime(runtime(time, Runnable::run));
	}

	static ClientRuntime runtime(FakeTime time, Executor executor) {
		return new ClientRuntime(time.timer(), time, executor, executor, executor);
	}

	/** A client that is connected. */
	static HubClient<ITestHub> connect(FakeServer server, FakeTime time,
			UnaryOperator<StreamingHubClientOptions> customizer) {
		return connect(server, time, new TestReceiver(), customizer);
	}

	static HubClient<ITestHub> connect(FakeServer server, FakeTime time, ITestReceiver receiver,
			UnaryOperator<StreamingHubClientOptions> customizer) {
		return StreamingHubClient.connect(server, ITestHub.class, receiver, customizer.apply(options(time)));
	}

	/** Why it has ended; it must have ended. */
	static DisconnectReason reason(HubClient<?> client) {
		return done(client.disconnected());
	}

	static boolean isOpen(HubClient<?> client) {
		return !client.disconnected().toCompletableFuture().isDone();
	}

	/** The value of a stage that is complete. */
	static <T> T done(CompletionStage<T> stage) {
		Assertions.assertThat(stage.toCompletableFuture()).isDone();
		return stage.toCompletableFuture().join();
	}

	/** The failure of a stage; it must have failed. */
	static HubStatusException failure(CompletionStage<?> stage) {
		Assertions.assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
		return (HubStatusException) stage.handle((value, failure) -> failure).toCompletableFuture().join();
	}

	/** The number of calls that wait for an answer. */
	static int calls(HubClient<?> client) {
		return ((SingleHubClient<?>) client).connection().calls().pending();
	}

}
