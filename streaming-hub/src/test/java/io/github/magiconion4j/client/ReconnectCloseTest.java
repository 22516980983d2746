package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a reconnecting client is closed.
 */
class ReconnectCloseTest extends ReconnectScenario {

	@Test
	void closingEndsItAtAnyMoment() {
		FakeServer silent = new FakeServer();
		ReconnectingHubClient<ITestHub> connecting = ReconnectingHubClient.open(silent, ITestHub.class,
				new TestReceiver(), (hub) -> null, TestClient.options(this.time), ReconnectOptions.createWithDefault());
		assertThat(TestClient.done(connecting.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		assertThat(silent.isCancelled()).isTrue();

		this.onConnected = (hub) -> new CompletableFuture<>();
		ReconnectingHubClient<ITestHub> preparing = open();
		assertThat(TestClient.done(preparing.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		assertThat(this.server.isClosed()).isTrue();

		this.onConnected = (hub) -> null;
		ReconnectingHubClient<ITestHub> connected = open();
		assertThat(TestClient.done(connected.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		assertThat(this.server.isHalfClosed()).isTrue();

		ReconnectingHubClient<ITestHub> waiting = open();
		this.server.close(LOST);
		assertThat(TestClient.done(waiting.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		waiting.close(); // once more

		assertThat(this.time.timer().nextWake()).isEmpty();
		for (ReconnectingHubClient<ITestHub> client : List.of(connecting, preparing, connected, waiting)) {
			assertThat(client.state().phase()).isEqualTo(Phase.CLOSED);
			assertThat(TestClient.failure(client.hub().leave()).statusCode()).isEqualTo(14);
		}
		int connections = this.server.connections();
		this.time.advance(Duration.ofHours(1));
		assertThat(this.server.connections()).isEqualTo(connections);
	}

	@Test
	void aConnectionThatIsLostWhileTheClientClosesIsClosed() {
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withStateListener((state) -> {
			if (state.phase() == Phase.CLOSED) {
				this.server.close(LOST);
			}
		}));
		client.close();
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
	}

	@Test
	void closingWaitsForAServerThatDoesNotEndItsSide() {
		this.server.staying();
		ReconnectingHubClient<ITestHub> client = open();
		CompletableFuture<DisconnectReason> end = client.closeAsync().toCompletableFuture();
		assertThat(client.state().phase()).isEqualTo(Phase.CLOSED);
		assertThat(end).isNotDone();
		this.time.advance(Duration.ofSeconds(5));
		assertThat(end).isDone();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

}
