package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.threads.PatientExecutor;
import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.LogCapture;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client goes on after a time without a thread for it.
 */
class LackOfThreadsTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private boolean lacking;

	@RegisterExtension
	final LogCapture log = LogCapture.of(PatientExecutor.class);

	private void execute(Runnable task) {
		if (this.lacking) {
			throw new InternalError("unable to create native thread");
		}
		task.run();
	}

	private StreamingHubClientOptions options(Executor own) {
		return StreamingHubClientOptions.createWithDefault()
			.withRuntime(TestClient.runtime(this.time, this::execute))
			.withExecutor(own);
	}

	private HubClient<ITestHub> connect(StreamingHubClientOptions options) {
		return StreamingHubClient.connect(this.server, ITestHub.class, new TestReceiver(), options);
	}

	private ReconnectingHubClient<ITestHub> open(StreamingHubClientOptions options) {
		return ReconnectingHubClient.open(this.server, ITestHub.class, new TestReceiver(), (hub) -> null, options,
				ReconnectOptions.createWithDefault());
	}

	@Test
	void itReconnectsThoughTheAttemptWasDueMeanwhile() {
		ReconnectingHubClient<ITestHub> client = open(options(Runnable::run));
		this.server.close(ReconnectScenario.LOST);
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
		this.lacking = true;
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.server.connections()).isOne();
		this.lacking = false;
		this.time.advanceMillis(100);
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
	}

	@Test
	void itReconnectsThoughTheConnectionWasLostMeanwhile() {
		ReconnectingHubClient<ITestHub> client = open(options(this::execute));
		this.lacking = true;
		this.server.close(ReconnectScenario.LOST);
		this.time.advanceMillis(1000);
		this.lacking = false;
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.server.connections()).isEqualTo(2);
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
	}

	@Test
	void heartbeatsContinueAndTheLogSaysItOnce() {
		HubClient<ITestHub> client = connect(options(Runnable::run).withClientHeartbeatInterval(Duration.ofSeconds(1)));
		this.time.advanceMillis(1000);
		assertThat(this.server.received(ClientHeartbeat.class)).hasSize(1);
		this.lacking = true;
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.server.received(ClientHeartbeat.class)).hasSize(1);
		assertThat(this.log.lines()).hasSize(1);
		this.lacking = false;
		this.time.advanceMillis(2000);
		assertThat(this.server.received(ClientHeartbeat.class)).hasSizeGreaterThan(2);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void answersAndTheEndAreToldLater() {
		HubClient<ITestHub> client = connect(options(this::execute));
		CompletionStage<Integer> answered = client.hub().addLater(1, 1);
		CompletionStage<Integer> left = client.hub().addLater(1, 1);
		CompletionStage<DisconnectReason> end = client.disconnected();
		this.lacking = true;
		this.server.answer(this.server.received(Request.class).get(0), "02");
		this.server.close(Status.OK);
		assertThat(answered.toCompletableFuture()).isNotDone();
		this.lacking = false;
		this.time.advanceMillis(100);
		assertThat(TestClient.done(answered)).isEqualTo(2);
		assertThat(TestClient.failure(left)).isInstanceOf(HubDisconnectedException.class);
		assertThat(TestClient.done(end).type()).isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
		this.time.advanceMillis(1000); // until the last resort
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void theReceiverIsCalledLater() {
		TestReceiver receiver = new TestReceiver();
		HubClient<ITestHub> client = StreamingHubClient.connect(this.server, ITestHub.class, receiver,
				options(this::execute));
		this.lacking = true;
		this.server.send("92" + ReceiverTest.ON_TICK + "c0");
		assertThat(receiver.events).isEmpty();
		this.lacking = false;
		this.time.advanceMillis(100);
		assertThat(receiver.events).hasSize(1);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

}
