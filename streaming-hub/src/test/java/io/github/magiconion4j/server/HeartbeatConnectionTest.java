package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Heartbeats from the timer to the wire, and their acknowledgements back to the hub.
 */
class HeartbeatConnectionTest {

	private static HeartbeatSettings settings(long interval, long timeout) {
		return HeartbeatSettings.of(Duration.ofMillis(interval), Duration.ofMillis(timeout));
	}

	@Test
	void heartbeatsFollowTheMarkerAndTheHubSeesTheirLatency() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, settings(50, 0)); TestHubClient client = server.connect()) {
			assertThat(client.nextBytes()).containsExactly(0x93, 0xff, 0x00, 0x0c);
			for (int sequence = 0; sequence < 3; sequence++) {
				ServerMessage.ServerHeartbeat heartbeat = client.next(ServerMessage.ServerHeartbeat.class);
				assertThat(heartbeat.sequence()).isEqualTo((short) sequence);
				client.acknowledge(heartbeat);
			}
			HeartbeatFeature feature = server.hub().connection().heartbeat();
			await().until(() -> feature.lastReceivedAt() != null);
			assertThat(feature.latency()).isPositive();
		}
	}

	@Test
	void aSilentClientIsDisconnectedWithAReasonOnBothSides() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, settings(50, 100)); TestHubClient client = server.connect()) {
			Status status = client.status();
			assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(status.getDescription()).startsWith("heartbeat timeout");
			TestHub hub = server.hub();
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
			assertThat(hub.connection().heartbeat().timedOut()).isTrue();
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void acknowledgementsDoNotWaitForAHubMethodThatBlocks() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, settings(50, 2000)); TestHubClient client = server.connect()) {
			client.fireAndForget("Hold", 0xc0);
			TestHub hub = server.hub();
			await().until(() -> hub.events.contains("hold"));
			for (int i = 0; i < 60; i++) { // longer than the timeout
				client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
			}
			assertThat(client.isOpen()).isTrue();
			hub.gate.countDown();
		}
	}

	@Test
	void heartbeatsDoNotWaitForOnConnected() throws Exception {
		try (TestServer server = new TestServer((hub) -> hub.connectsSlowly = true, settings(50, 2000));
				TestHubClient client = server.connect()) {
			client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
			TestHub hub = server.hub();
			assertThat(hub.connection().heartbeat().timedOut()).isFalse();
			hub.gate.countDown();
		}
	}

	@Test
	void theHubCanStopItsHeartbeats() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, settings(300, 300)); TestHubClient client = server.connect()) {
			server.hub().connection().heartbeat().unregister();
			await().during(1500, TimeUnit.MILLISECONDS).until(client::isOpen);
		}
	}

}
