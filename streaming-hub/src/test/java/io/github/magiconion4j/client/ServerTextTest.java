package io.github.magiconion4j.client;

import java.util.Objects;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server's texts end up in logs: they must neither start a new line nor be of unlimited
 * length.
 */
class ServerTextTest {

	private static final String EVIL = "x\n2026-01-01 ERROR all is lost\u001b[2J" + "y".repeat(100_000);

	private final FakeTime time = new FakeTime();

	private static void assertFitForALog(Throwable failure) {
		Stream.iterate(failure, (each) -> each != null, Throwable::getCause)
			.map(Throwable::toString)
			.forEach(ServerTextTest::assertFitForALog);
	}

	private static void assertFitForALog(String text) {
		assertThat(text).doesNotContain("\n", "\u001b").hasSizeLessThan(800);
	}

	@Test
	void aStatusThatEndsTheConnection() {
		FakeServer server = FakeServer.accepting();
		HubClient<ITestHub> client = TestClient.connect(server, this.time, (options) -> options);
		server.close(Status.DATA_LOSS.withDescription(EVIL));
		DisconnectReason reason = TestClient.reason(client);
		assertThat(reason.detail()).startsWith("DATA_LOSS: x\\n2026-01-01 ERROR all is lost\\u001b[2Jyyy");
		assertFitForALog(reason.detail());
		assertFitForALog(Objects.requireNonNull(reason.cause()));
		assertFitForALog(TestClient.failure(client.hub().addLater(1, 2)));
	}

	@Test
	void aStatusThatRefusesTheClient() {
		FakeServer server = new FakeServer();
		var connecting = StreamingHubClient.connectAsync(server, ITestHub.class, new TestReceiver(),
				TestClient.options(this.time));
		server.close(Status.DATA_LOSS.withDescription(EVIL));
		assertFitForALog(TestClient.failure(connecting));
	}

	@Test
	void anErrorThatAnswersACall() {
		FakeServer server = FakeServer.accepting();
		HubClient<ITestHub> client = TestClient.connect(server, this.time, (options) -> options);
		server.reacting((message) -> server
			.send(new ServerMessage.ErrorResponse(((ClientMessage.Request) message).messageId(), 13, EVIL, EVIL)));
		HubStatusException failure = TestClient.failure(client.hub().addLater(1, 2));
		assertFitForALog(failure);
		assertThat(failure.detail()).isEqualTo(EVIL);
	}

	@Test
	void anInvalidId() {
		FakeServer server = FakeServer.accepting();
		HubClient<ITestHub> client = TestClient.connect(server, this.time, (options) -> options);
		String id = "d924" + "0a".repeat(36);
		server.send("9500c0" + id + "01c0");
		DisconnectReason reason = TestClient.reason(client);
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.PROTOCOL_ERROR);
		assertThat(reason.detail()).contains("Guid");
		assertFitForALog(Objects.requireNonNull(reason.cause()));
	}

}
