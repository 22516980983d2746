package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.magiconion4j.client.HubClientState.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call that its caller gives up while it waits for a connection.
 */
class GivenUpCallTest extends ReconnectScenario {

	private ReconnectingHubClient<ITestHub> lost() {
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withCallWait(Duration.ofSeconds(5)));
		this.server.close(LOST);
		return client;
	}

	static Stream<Consumer<CompletableFuture<Integer>>> waysToGiveUp() {
		return Stream.of((call) -> call.cancel(true), (call) -> call.complete(0),
				(call) -> call.completeExceptionally(new TimeoutException()));
	}

	@ParameterizedTest
	@MethodSource("waysToGiveUp")
	void isForgotten(Consumer<CompletableFuture<Integer>> giveUp) {
		ReconnectingHubClient<ITestHub> client = lost();
		for (int i = 0; i < 10_000; i++) {
			giveUp.accept(client.hub().addLater(1, 2).toCompletableFuture());
		}
		client.hub().say("hi");
		this.time.advanceMillis(500);
		assertThat(this.server.received()).hasSize(1);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void isNotSentWhileTheApplicationHandlesIt() {
		ReconnectingHubClient<ITestHub> client = lost();
		CompletableFuture<Integer> call = client.hub().addLater(1, 2).toCompletableFuture();
		call.whenComplete((sum, failure) -> this.time.advanceMillis(500));
		call.cancel(true);
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
		assertThat(this.server.received()).isEmpty();
	}

}
