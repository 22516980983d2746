package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reconnecting client does before it is connected again: the callback
 * {@code onConnected}.
 */
class ReconnectCallbackTest extends ReconnectScenario {

	@Test
	void nothingElseIsSentBeforeTheCallbackCompletes() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.onConnected = (hub) -> {
			hub.say("I am back");
			return done;
		};
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withCallWait(Duration.ofSeconds(5)));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTING);
		client.hub().say("hi");
		assertThat(this.server.received()).hasSize(1);
		done.complete(null);
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
		assertThat(this.server.received()).hasSize(2);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aCallbackThatFailsIsAFailedAttempt(boolean later) {
		RuntimeException failure = new IllegalStateException("the room is full");
		this.onConnected = (hub) -> {
			if (later) {
				return CompletableFuture.failedStage(failure);
			}
			throw failure;
		};
		ReconnectingHubClient<ITestHub> client = open();
		assertThat(this.server.isClosed()).isTrue();
		assertThat(client.state().reason().cause()).isSameAs(failure);
		assertThat(delay(client)).isEqualTo(Duration.ofMillis(500));
		this.onConnected = (hub) -> null;
		this.time.advance(delay(client));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
		assertThat(client.state().attempt()).isEqualTo(2);
	}

	@Test
	void aCallbackMayGiveUp() {
		this.onConnected = (hub) -> CompletableFuture
			.failedStage(new HubStatusException(Status.Code.UNAUTHENTICATED, "wrong password"));
		ReconnectingHubClient<ITestHub> client = open();
		assertThat(TestClient.reason(client).detail()).contains("wrong password");
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aCallbackThatNeverCompletesIsAFailedAttempt() {
		this.onConnected = (hub) -> new CompletableFuture<>();
		ReconnectingHubClient<ITestHub> client = open();
		this.time.advance(Duration.ofSeconds(10));
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
		assertThat(client.state().reason().detail()).contains("onConnected", "PT10S");
		assertThat(this.server.isClosed()).isTrue();
	}

	@Test
	void aConnectionThatEndsDuringTheCallbackIsAFailedAttempt() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.onConnected = (hub) -> done;
		ReconnectingHubClient<ITestHub> client = open();
		this.server.close(LOST);
		assertThat(delay(client)).isEqualTo(Duration.ofMillis(500));
		done.complete(null); // of an ended connection
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
	}

}
