package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Deadline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Reasons for the end of a connection, and the order in which listeners are notified.
 */
class EndReasonTest {

	@Test
	void theDeadlineOfTheConnectCall() throws Exception {
		try (TestServer server = new TestServer();
				TestHubClient client = server.connect(Deadline.after(1, TimeUnit.SECONDS))) {
			TestHub hub = server.hub();
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.DEADLINE_EXCEEDED);
			assertThat(client.status().isOk()).isFalse();
		}
	}

	@Test
	void theMaximumAgeOfTheTransport() throws Exception {
		TestServerOptions options = new TestServerOptions().netty()
			.settings(ServerSettings.DEFAULTS.withMaxConnectionAge(Duration.ofSeconds(2)))
			.transport((builder) -> builder.maxConnectionAge(1, TimeUnit.SECONDS)
				.maxConnectionAgeGrace(1, TimeUnit.SECONDS));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.MAX_CONNECTION_AGE);
			assertThat(client.status().isOk()).isFalse();
		}
	}

	@Test
	void theClientIsReset() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.next(ServerMessage.Broadcast.class);
			client.cancel();
			DisconnectReason reason = hub.disconnected.get(20, TimeUnit.SECONDS);
			assertThat(reason.type()).isEqualTo(DisconnectReason.Type.CLIENT_RESET);
			assertThat(reason.detail()).isEqualTo("the client reset the stream");
			await().until(() -> hub.events.contains("destroyed"));
			assertThat(hub.events).as("hub code has the values of the call's context, not its end")
				.doesNotContain("cannot call other services");
		}
	}

	@Test
	void aListenerIsNotifiedOfTheStartBeforeTheEnd() throws Exception {
		CountDownLatch ended = new CountDownLatch(1);
		List<String> heard = Collections.synchronizedList(new ArrayList<>());
		HubListener slow = new HubListener() {

			@Override
			public void connected(ServerConnection connection) {
				try {
					// the client disappears during this call
					connection.close(14, "gone");
					ended.await(500, TimeUnit.MILLISECONDS);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				heard.add("connected");
			}

			@Override
			public void disconnected(ServerConnection connection, DisconnectReason reason) {
				heard.add("disconnected");
				ended.countDown();
			}

		};
		try (TestServer server = new TestServer(new TestServerOptions().listener(slow));
				TestHubClient client = server.connect()) {
			assertThat(client.status().isOk()).isFalse();
			await().until(() -> heard.size() == 2);
			assertThat(heard).containsExactly("connected", "disconnected");
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void refusedClientsAreReportedAsRefused() throws Exception {
		List<String> heard = Collections.synchronizedList(new ArrayList<>());
		HubListener listener = new HubListener() {

			@Override
			public void connected(ServerConnection connection) {
				heard.add("connected");
			}

			@Override
			public void disconnected(ServerConnection connection, DisconnectReason reason) {
				heard.add("disconnected");
			}

			@Override
			public void refused(ServerConnection connection, DisconnectReason reason) {
				heard.add("refused: " + reason.detail());
			}

		};
		TestServerOptions options = new TestServerOptions().listener(listener)
			.hubs((hub) -> hub.connectingFailure = new HubStatusException(7, "not you"));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			assertThat(client.status().getDescription()).isEqualTo("not you");
			await().until(() -> !heard.isEmpty());
			assertThat(heard).containsExactly("refused: not you");
		}
	}

}
