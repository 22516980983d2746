package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a connection starts, and all ways in which it ends.
 */
class ConnectTest {

	@Test
	void headersThenMarkerThenMessagesOfOnConnected() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			assertThat(client.version()).isEqualTo("2");
			assertThat(client.nextBytes()).containsExactly(0x93, 0xff, 0x00, 0x0c);
			assertThat(ServerMessage.decode(client.nextBytes())).isInstanceOf(ServerMessage.Broadcast.class);
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@Test
	void requestsWaitForOnConnectedButClientHeartbeatsDoNot() throws Exception {
		try (TestServer server = new TestServer((hub) -> hub.connectsSlowly = true);
				TestHubClient client = server.connect()) {
			client.call("Add", 0x92, 1, 2);
			client.send((byte) 0x94, (byte) 0x7e, (byte) 5, (byte) 7, (byte) 0xc0);
			assertThat(client.next(ServerMessage.ClientHeartbeatResponse.class))
				.isEqualTo(new ServerMessage.ClientHeartbeatResponse((short) 5, 7));
			TestHub hub = server.hub();
			assertThat(hub.events).containsExactly("connecting", "connected", "hold");
			hub.gate.countDown();
			client.next(ServerMessage.Response.class);
			assertThat(hub.events).containsExactly("connecting", "connected", "hold", "add 1");
		}
	}

	@Test
	void aClientThatHalfClosesGetsItsAnswersAndOk() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			int call = client.call("Add", 0x92, 1, 2);
			client.halfClose();
			assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
			assertThat(client.status().getCode()).isEqualTo(Status.Code.OK);
			assertEnded(server, server.hub(), DisconnectReason.Type.CLIENT_CLOSED);
		}
	}

	@Test
	void aMethodThatBlocksDelaysTheEndByASecondOnly() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			client.fireAndForget("Hold", 0xc0);
			client.call("Add", 0x92, 1, 2);
			TestHub hub = server.hub();
			await().until(() -> hub.events.contains("hold"));
			client.halfClose();
			assertThat(client.status().getCode()).isEqualTo(Status.Code.OK);
			assertEnded(server, hub, DisconnectReason.Type.CLIENT_CLOSED);
			hub.gate.countDown();
			await().during(100, TimeUnit.MILLISECONDS).until(() -> !hub.events.contains("add 1"));
		}
	}

	@Test
	void aClientThatResetsIsGone() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			client.nextBytes();
			client.cancel();
			assertEnded(server, server.hub(), DisconnectReason.Type.CLIENT_RESET);
		}
	}

	@Test
	void aConnectionIsIdleSinceTheLastMessageOfItsClient() throws Exception {
		Duration silence = Duration.ofMillis(100);
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			HubContext connection = server.hub().connection();
			await().until(() -> connection.idle().compareTo(silence) > 0);
			client.call("Add", 0x92, 1, 2);
			client.next(ServerMessage.Response.class);
			Duration idle = connection.idle();
			assertThat(connection.age().minus(idle)).isGreaterThan(silence);
		}
	}

	@Test
	void aMalformedMessageEndsOnlyItsConnectionWithAnExplanation() throws Exception {
		try (TestServer server = new TestServer();
				TestHubClient other = server.connect();
				TestHubClient client = server.connect()) {
			other.nextBytes();
			client.send((byte) 0x93, (byte) 0x01, (byte) 0xa1, (byte) 'x');
			Status status = client.status();
			assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
			assertThat(status.getDescription()).contains("expected an integer, found 0xa1").contains("at byte 2");
			other.call("Add", 0x92, 1, 2);
			assertThat(other.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(3));
			await().until(() -> server.connections() == 1);
		}
	}

	@Test
	void anExceptionInOnConnectedEndsTheConnectionWithItsStatus() throws Exception {
		assertRefused(new HubStatusException(7, "not you"), Status.Code.PERMISSION_DENIED, "not you");
		assertRefused(Status.UNAUTHENTICATED.withDescription("who?").asException(), Status.Code.UNAUTHENTICATED,
				"who?");
	}

	@Test
	void anUnexpectedExceptionInOnConnectedEndsTheConnectionWithoutItsText() throws Exception {
		assertRefused(new IllegalStateException("secret"), Status.Code.INTERNAL, "Connecting to hub ITestHub failed.");
	}

	private void assertRefused(Exception failure, Status.Code code, String description) throws Exception {
		try (TestServer server = new TestServer((hub) -> hub.connectFailure = failure);
				TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(code);
			assertThat(client.status().getDescription()).isEqualTo(description);
			assertEnded(server, server.hub(), DisconnectReason.Type.FAULTED);
		}
	}

	@Test
	void aHubThatCannotBeCreatedRefusesTheConnection() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
			throw new HubStatusException(8, "full");
		}); TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
			assertThat(server.connections()).isZero();
		}
	}

	private static void assertEnded(TestServer server, TestHub hub, DisconnectReason.Type type) throws Exception {
		assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type()).isEqualTo(type);
		await().until(() -> server.connections() == 0);
		assertThat(hub.events.stream().filter("disconnected"::equals)).hasSize(1);
		hub.connection().heartbeat();
	}

}
