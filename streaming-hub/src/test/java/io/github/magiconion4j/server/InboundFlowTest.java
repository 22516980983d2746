package io.github.magiconion4j.server;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How much is read ahead of a hub with a backlog.
 */
class InboundFlowTest {

	private static final int BODY = 100_000;

	/** The MessagePack text of that length. */
	private static byte[] body() {
		byte[] body = new byte[BODY];
		java.util.Arrays.fill(body, (byte) 'x');
		body[0] = (byte) 0xdb;
		int length = BODY - 5;
		body[1] = 0;
		body[2] = (byte) (length >> 16);
		body[3] = (byte) (length >> 8);
		body[4] = (byte) length;
		return body;
	}

	private static int pending(TestHub hub) {
		return ((Connection) hub.connection()).inbound().pendingRequests();
	}

	@Test
	void largeRequestsAreBoundedByTheirBytes() throws Exception {
		ServerSettings settings = ServerSettings.DEFAULTS.withMaxInboundBytes(10L * BODY);
		try (TestServer server = new TestServer(new TestServerOptions().settings(settings));
				TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.call("Hold", 0xc0);
			await().until(() -> hub.events.contains("hold"));
			for (int i = 0; i < 400; i++) {
				client.call("Tell", body());
			}
			await().until(() -> pending(hub) >= 10);
			await().during(500, TimeUnit.MILLISECONDS).until(() -> pending(hub) < 45);
			hub.gate.countDown();
			for (int call = 1; call <= 401; call++) {
				assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
			}
			await().until(() -> pending(hub) == 0); // soon after the last answer
		}
	}

	@Test
	void atTheHardCapOfBytesTheConnectionIsClosedAlsoWhileAResultIsAwaited() throws Exception {
		ServerSettings settings = ServerSettings.DEFAULTS.withMaxInboundBytes(2L * BODY);
		try (TestServer server = new TestServer(new TestServerOptions().settings(settings));
				TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.call("AskLater", 1); // it never answers
			client.next(ServerMessage.ClientResultRequest.class);
			for (int i = 0; i < 50; i++) {
				client.call("Tell", body());
			}
			assertThat(client.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.PROTOCOL_ERROR);
		}
	}

	@Test
	void clientHeartbeatsAreAnsweredWhileManyCallsWait() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.call("Hold", 0xc0);
			for (int i = 0; i < 5000; i++) {
				client.call("Add", 0x92, 1, 1);
			}
			client.send(new ClientMessage.ClientHeartbeat((short) 7, 7, Slice.of((byte) 0xc0)));
			assertThat(client.next(ServerMessage.ClientHeartbeatResponse.class).sequence()).isEqualTo((short) 7);
			assertThat(pending(hub)).isGreaterThan(4000);
			hub.gate.countDown();
		}
	}

}
