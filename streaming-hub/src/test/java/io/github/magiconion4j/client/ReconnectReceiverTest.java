package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.IntStream;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The receiver of a reconnecting client that is slower than its server.
 */
class ReconnectReceiverTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final TestReceiver receiver = new TestReceiver();

	private final Queue<Runnable> held = new ArrayDeque<>();

	private boolean busy;

	private final ReconnectingHubClient<ITestHub> client = ReconnectingHubClient.open(this.server, ITestHub.class,
			this.receiver, (hub) -> null,
			TestClient.options(this.time).withExecutor(this::execute).withMaxQueuedBytes(1000),
			ReconnectOptions.createWithDefault());

	private void execute(Runnable task) {
		if (this.busy) {
			this.held.add(task);
		}
		else {
			task.run();
		}
	}

	private void reconnect() {
		this.busy = false;
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.client.state().phase()).isEqualTo(Phase.CONNECTED);
	}

	private void runHeld() {
		while (!this.held.isEmpty()) {
			this.held.remove().run();
		}
	}

	private void tick() {
		this.server.send("92" + ReceiverTest.ON_TICK + "c0");
	}

	@Test
	void whatWaitsIsDroppedWhenTheNextConnectionIsAccepted() {
		this.busy = true;
		tick();
		this.server.close(Status.UNAVAILABLE);
		reconnect();
		runHeld();
		assertThat(this.receiver.events).isEmpty();
		tick();
		assertThat(this.receiver.events).containsExactly("tick");
	}

	/** The last message of a server often says why it disconnects. */
	@Test
	void whatWaitsIsCalledUntilThen() {
		this.busy = true;
		tick();
		this.server.close(Status.UNAVAILABLE);
		this.busy = false;
		runHeld();
		assertThat(this.receiver.events).containsExactly("tick");
	}

	@Test
	void allConnectionsShareOneBacklog() {
		this.busy = true;
		IntStream.range(0, 100).forEach((i) -> tick());
		runHeldLater();
		assertThat(this.client.state().phase()).isEqualTo(Phase.CONNECTED);
		tick();
		assertThat(this.client.state().phase()).isEqualTo(Phase.WAITING);
		assertThat(this.client.state().reason().type()).isEqualTo(DisconnectReason.Type.SLOW_CONSUMER);
		runHeld();
		reconnect();
		tick();
		assertThat(this.receiver.events).hasSize(1);
	}

	private void runHeldLater() {
		Queue<Runnable> waiting = new ArrayDeque<>(this.held);
		this.held.clear();
		reconnect();
		this.held.addAll(waiting);
	}

}
