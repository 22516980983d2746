package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners, callbacks and receivers of the application that throw.
 */
class ThrowingCallbacksTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final List<String> heard = new ArrayList<>();

	private void fail(String event) {
		this.heard.add(event);
		throw new AssertionError("of the application's");
	}

	@Test
	void theyHaveNoOtherEffect() {
		TestReceiver receiver = new TestReceiver();
		receiver.reaction = this::fail;
		HubClient<ITestHub> client = TestClient.connect(this.server, this.time, receiver,
				(options) -> options.withListener(new Throwing())
					.withClientHeartbeatInterval(Duration.ofSeconds(1))
					.withClientHeartbeatTimeout(Duration.ofSeconds(1))
					.withClientHeartbeatResponseReceived((event) -> fail("response"))
					.withServerHeartbeatReceived((event) -> fail("heartbeat")));
		for (int i = 0; i < 5; i++) {
			this.time.advanceMillis(1000);
			this.server.answerHeartbeat(i);
			this.server.heartbeat(i, 0);
			this.server.send("92" + ReceiverTest.ON_TICK + "c0");
		}
		assertThat(TestClient.isOpen(client)).isTrue();
		assertThat(this.server.received(HeartbeatAck.class)).hasSize(5);
		this.server.close(Status.OK);
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
		assertThat(this.heard).hasSize(1 + 5 * 4 + 1).startsWith("connected").endsWith("disconnected");
	}

	private final class Throwing implements HubClientListener {

		@Override
		public void connected(String serviceName) {
			fail("connected");
		}

		@Override
		public void roundTripMeasured(String serviceName, long nanos) {
			fail("measured");
		}

		@Override
		public void disconnected(String serviceName, DisconnectReason reason) {
			fail("disconnected");
		}

	}

}
