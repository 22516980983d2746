package io.github.magiconion4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.DisconnectReason.Category;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a connection ends, and that nothing is left of it.
 */
class EndTest {

	private final FakeTime time = new FakeTime();

	private FakeServer server = FakeServer.accepting();

	private HubClient<ITestHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return TestClient.connect(this.server, this.time, customizer);
	}

	/** A client with everything that could be left behind. */
	private HubClient<ITestHub> connect() {
		return connect((options) -> options.withClientHeartbeatInterval(Duration.ofSeconds(1))
			.withClientHeartbeatTimeout(Duration.ofSeconds(1))
			.withCallTimeout(Duration.ofSeconds(30))
			.withCloseTimeout(Duration.ofSeconds(5)));
	}

	@AfterEach
	void nothingIsInTheTimer() {
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	private static void assertEnded(HubClient<?> client, DisconnectReason.Type type, Category category, String detail) {
		DisconnectReason reason = TestClient.reason(client);
		assertThat(reason.type()).isEqualTo(type);
		assertThat(reason.type().category()).isEqualTo(category);
		assertThat(reason.detail()).isEqualTo(detail);
		assertThat(TestClient.calls(client)).isZero();
	}

	@Test
	void theClientCloses() {
		HubClient<ITestHub> client = connect();
		CompletionStage<DisconnectReason> closed = client.closeAsync();
		assertThat(this.server.isHalfClosed()).isTrue();
		assertThat(this.server.isCancelled()).isFalse();
		assertThat(TestClient.done(closed).cause()).isNull();
		assertEnded(client, DisconnectReason.Type.CLIENT_CLOSED, Category.COMPLETED_NORMALLY,
				"the client closed the connection");
		assertThat(client.closeAsync().toCompletableFuture()).isDone();
	}

	@Test
	void earlierCallsAreStillSent() {
		HubClient<ITestHub> client = connect();
		this.server.ready(false);
		for (int i = 0; i < 300; i++) {
			client.hub().say("hi");
		}
		client.closeAsync();
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().say("too late"));
		assertThat(this.server.isHalfClosed()).isFalse();
		assertThat(TestClient.isOpen(client)).isTrue();
		this.server.ready(true);
		assertThat(this.server.received(FireAndForget.class)).hasSize(300);
		assertThat(this.server.isHalfClosed()).isTrue();
		assertThat(TestClient.isOpen(client)).isFalse();
	}

	@Test
	void answersThatArriveWhileItClosesStillCount() {
		this.server.staying();
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> answered = client.hub().addLater(1, 1);
		CompletionStage<Integer> left = client.hub().addLater(1, 1);
		client.closeAsync();
		assertThat(left.toCompletableFuture()).isNotDone();
		this.server.answer(this.server.received(Request.class).get(0), "02");
		assertThat(TestClient.done(answered)).isEqualTo(2);
		this.server.close(Status.OK);
		assertThat(((HubDisconnectedException) TestClient.failure(left)).reason().type())
			.isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		assertEnded(client, DisconnectReason.Type.CLIENT_CLOSED, Category.COMPLETED_NORMALLY,
				"the client closed the connection");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void closingIsBounded(boolean serverReads) {
		this.server.staying();
		HubClient<ITestHub> client = connect();
		this.server.ready(serverReads);
		client.hub().say("hi");
		client.closeAsync();
		assertThat(this.server.isHalfClosed()).isEqualTo(serverReads);
		this.time.advanceMillis(4999);
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(1);
		assertThat(this.server.isCancelled()).isTrue();
		assertEnded(client, DisconnectReason.Type.CLIENT_CLOSED, Category.COMPLETED_NORMALLY,
				"the client closed the connection, then: the server did not end the call within PT5S");
	}

	@Test
	void theTransportFailsWhileItCloses() {
		this.server.staying();
		HubClient<ITestHub> client = connect();
		client.closeAsync();
		this.server.close(Status.UNAVAILABLE.withDescription("gone"));
		assertEnded(client, DisconnectReason.Type.CLIENT_CLOSED, Category.COMPLETED_NORMALLY,
				"the client closed the connection, then: UNAVAILABLE: gone");
	}

	@Test
	void theServerCloses() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> left = client.hub().addLater(1, 1);
		this.server.close(Status.OK);
		assertEnded(client, DisconnectReason.Type.SERVER_CLOSED, Category.COMPLETED_NORMALLY,
				"the server closed the connection");
		assertThat(TestClient.failure(left)).isInstanceOf(HubDisconnectedException.class);
		assertThat(this.server.isCancelled()).isFalse();
		assertThat(this.server.isHalfClosed()).isFalse();
		client.close();
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
	}

	@Test
	void theServerEndsWithAStatus() {
		HubClient<ITestHub> client = connect();
		this.server.close(Status.UNAVAILABLE.withDescription("the server is shutting down"));
		assertEnded(client, DisconnectReason.Type.FAULTED, Category.FAULTED,
				"UNAVAILABLE: the server is shutting down");
		assertThat(TestClient.reason(client).cause()).isInstanceOf(StatusRuntimeException.class);
	}

	@Test
	void theReasonNamesWhatIsBehindTheFailure() {
		HubClient<ITestHub> client = connect();
		this.server.close(Status.UNAVAILABLE.withDescription("io exception")
			.withCause(new IOException("Connection refused: localhost:9090", new IOException("Connection refused"))));
		assertEnded(client, DisconnectReason.Type.FAULTED, Category.FAULTED,
				"UNAVAILABLE: io exception: Connection refused: localhost:9090");
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().say("too late"))
			.withMessageContaining("Connection refused: localhost:9090");
	}

	@Test
	void whatIsBehindTheFailureIsEscaped() {
		HubClient<ITestHub> client = connect();
		Exception outer = new IOException("io");
		outer.initCause(new IOException("forged\nline", outer)); // a circle
		this.server.close(Status.UNAVAILABLE.withCause(outer));
		assertThat(TestClient.reason(client).detail()).contains("forged").doesNotContain("\n");
	}

	@Test
	void aServerThatAnswersNoHeartbeat() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> left = client.hub().addLater(1, 1);
		this.time.advanceMillis(2000);
		assertEnded(client, DisconnectReason.Type.HEARTBEAT_TIMEOUT, Category.TIMED_OUT,
				"heartbeat timeout: no sign of life for 1000 ms after a heartbeat was due");
		assertThat(((HubDisconnectedException) TestClient.failure(left)).reason().type())
			.isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
		assertThat(this.server.isCancelled()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "c0", "91 01", "96 00 00 00 00 00 00", "95 09 00", "95 7f cf", "93 ce ff ff ff ff 00",
			"48 65 6c 6c 6f" })
	void aServerThatSendsGarbage(String garbage) {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> left = client.hub().addLater(1, 1);
		this.server.send(garbage);
		DisconnectReason reason = TestClient.reason(client);
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.PROTOCOL_ERROR);
		assertThat(reason.detail()).startsWith("Malformed StreamingHub message: ");
		assertThat(TestClient.failure(left)).isInstanceOf(HubDisconnectedException.class);
		assertThat(this.server.isCancelled()).isTrue();
		this.server.send("93ff000c"); // no effect after the end
		assertThat(TestClient.calls(client)).isZero();
	}

	@Test
	void sendingFails() {
		HubClient<ITestHub> client = connect();
		this.server.failToSend(new IllegalStateException("an interceptor"));
		client.hub().say("hi");
		assertEnded(client, DisconnectReason.Type.FAULTED, Category.FAULTED, "sending to the server failed");
		assertThat(TestClient.reason(client).cause()).hasMessage("an interceptor");
	}

	@Test
	void callsFailBeforeTheEndIsReported() {
		List<String> order = new ArrayList<>();
		HubClient<ITestHub> client = connect();
		client.disconnected().thenRun(() -> order.add("disconnected"));
		client.hub().addLater(1, 1).whenComplete((value, failure) -> order.add("call"));
		this.server.close(Status.OK);
		assertThat(order).containsExactly("call", "disconnected");
	}

	@Test
	void theEndCannotBeCompletedFromOutside() {
		HubClient<ITestHub> client = connect();
		client.disconnected()
			.toCompletableFuture()
			.complete(DisconnectReason.of(DisconnectReason.Type.KICKED, "by whoever has the stage"));
		assertThat(TestClient.isOpen(client)).isTrue();
		client.close();
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
	}

	@Test
	void anInterruptEndsTheWaitingButNotTheClosing() {
		this.server.staying();
		HubClient<ITestHub> client = connect();
		Thread.currentThread().interrupt();
		client.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.server.isHalfClosed()).isTrue();
		this.server.close(Status.OK);
		assertThat(TestClient.isOpen(client)).isFalse();
	}

	@Test
	void aReceiverMayCloseItsClient() {
		TestReceiver receiver = new TestReceiver();
		HubClient<ITestHub> client = TestClient.connect(this.server, this.time, receiver, (options) -> options);
		receiver.reaction = (event) -> client.closeAsync();
		this.server.send("92" + ReceiverTest.ON_TICK + "c0");
		assertThat(TestClient.isOpen(client)).isFalse();
	}

}
