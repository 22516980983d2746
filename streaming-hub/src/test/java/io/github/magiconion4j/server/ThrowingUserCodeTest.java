package io.github.magiconion4j.server;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Translators, propagators and listeners of the application that throw.
 */
class ThrowingUserCodeTest {

	private static TestServerOptions throwing(TestServerOptions options) {
		return options.translator((failure) -> {
			throw new IllegalStateException("of a translator");
		}).propagator(() -> {
			throw new IllegalStateException("of a propagator that captures");
		}).propagator(() -> new ContextPropagator.Captured() {

			@Override
			public ContextPropagator.Scope attach() {
				throw new IllegalStateException("of a propagator that attaches");
			}

			@Override
			public java.security.Principal principal() {
				throw new IllegalStateException("of a propagator that is asked");
			}

		}).propagator(() -> () -> () -> {
			throw new IllegalStateException("of a propagator that takes back");
		}).listener(new HubListener() {

			@Override
			public void connected(ServerConnection connection) {
				throw new IllegalStateException("of a listener");
			}

			@Override
			public void disconnected(ServerConnection connection, DisconnectReason reason) {
				throw new IllegalStateException("of a listener");
			}

			@Override
			public Method method(String name) {
				return (nanos, failure) -> {
					throw new IllegalStateException("of a listener of calls");
				};
			}

		});
	}

	@Test
	void allCallsAreAnsweredAndCountsStayCorrect() throws Exception {
		// so few requests may wait that reading would stop for good after them
		TestServerOptions options = throwing(new TestServerOptions())
			.settings(ServerSettings.DEFAULTS.withMaxPendingRequests(5));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			for (int i = 0; i < 50; i++) {
				client.call("Fail", 0xa0);
				assertThat(client.next(ServerMessage.ErrorResponse.class).statusCode()).isEqualTo(13);
				client.call("Fail", 0xa3, 'h', 'u', 'b');
				assertThat(client.next(ServerMessage.ErrorResponse.class).statusCode()).isEqualTo(99);
				client.call("Add", 0x92, 1, 1);
				client.next(ServerMessage.Response.class);
			}
			Connection connection = (Connection) hub.connection();
			await().until(() -> connection.inbound().pendingRequests() == 0);
			assertThat(hub.connection().principal()).isNull();
			client.halfClose();
			assertThat(client.status().isOk()).isTrue();
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void aFailingOnConnectedEndsItsConnection() throws Exception {
		TestServerOptions options = throwing(new TestServerOptions())
			.hubs((hub) -> hub.connectFailure = new IllegalStateException("of onConnected"));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(io.grpc.Status.Code.INTERNAL);
			assertThat(server.hub().disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.FAULTED);
		}
	}

}
