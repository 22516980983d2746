package io.github.magiconion4j.client;

import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A client whose receiver is completed later.
 */
class OpenWhenTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final CompletableFuture<TestReceiver> receiver = new CompletableFuture<>();

	private final ReconnectingHubClient<ITestHub> client = ReconnectingHubClient.openWhen(this.receiver, this.server,
			ITestHub.class, (hub) -> null, TestClient.options(this.time), ReconnectOptions.createWithDefault());

	@Test
	void itConnectsWhenItHasItsReceiver() {
		assertThat(this.server.connections()).isZero();
		assertThat(this.client.state().phase()).isEqualTo(Phase.CONNECTING);
		assertThatExceptionOfType(HubNotConnectedException.class).isThrownBy(() -> this.client.hub().add(1, 2));
		this.receiver.complete(new TestReceiver());
		assertThat(this.server.connections()).isOne();
		assertThat(this.client.state().phase()).isEqualTo(Phase.CONNECTED);
	}

	@Test
	void aClientClosedBeforeNeverConnects() {
		this.client.closeAsync();
		this.receiver.complete(new TestReceiver());
		assertThat(this.server.connections()).isZero();
		assertClosed();
	}

	@Test
	void aClientWithoutAReceiverIsClosed() {
		this.receiver.completeExceptionally(new IllegalStateException("there is no receiver"));
		assertThat(this.server.connections()).isZero();
		assertClosed();
	}

	private void assertClosed() {
		assertThat(this.client.state().phase()).isEqualTo(Phase.CLOSED);
		assertThat(this.client.disconnected())
			.isCompletedWithValueMatching((reason) -> reason.type() == DisconnectReason.Type.CLIENT_CLOSED);
	}

}
