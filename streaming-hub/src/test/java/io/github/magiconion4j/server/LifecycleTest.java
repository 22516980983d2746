package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Ends that the server initiates, and the limits of a connection.
 */
class LifecycleTest {

	private static final HeartbeatSettings STRICT = HeartbeatSettings.of(Duration.ofMillis(50), Duration.ofMillis(300));

	private static ServerSettings settings(int maxPendingRequests, long maxOutboundBytes) {
		return ServerSettings.DEFAULTS.withMaxPendingRequests(maxPendingRequests)
			.withMaxOutboundBytes(maxOutboundBytes);
	}

	@Test
	void onConnectingCanRefuseBeforeTheClientIsConnected() throws Exception {
		try (TestServer server = new TestServer((hub) -> hub.connectingFailure = new HubStatusException(7, "not you"));
				TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
			assertThatThrownBy(client::version).hasMessageContaining("not you"); // no
																					// headers
																					// came
			assertThat(client.hasNothing()).isTrue();
		}
	}

	@Test
	void aHubCanCloseItsConnection() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			hub.receiver().onText("bye");
			hub.connection().close();
			hub.receiver().onText("too late");
			client.next(ServerMessage.Broadcast.class); // welcome
			assertThat(client.next(ServerMessage.Broadcast.class).body())
				.isEqualTo(TestHubClient.bytes(0xa3, 'b', 'y', 'e'));
			assertThat(client.status().isOk()).isTrue();
			assertThat(client.hasNothing()).isTrue();
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void aHubCanCloseItsConnectionWithAStatus() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			server.hub().connection().close(16, "your token has expired");
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
			assertThat(client.status().getDescription()).isEqualTo("your token has expired");
		}
	}

	@Test
	void aClientThatDoesNotReadIsDisconnectedWhenTooMuchWaits() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, null, settings(1000, 10_000), Executors.newCachedThreadPool());
				TestHubClient other = server.connect();
				TestHubClient client = server.connect(1)) {
			TestHub first = server.hub();
			TestHub second = server.hub();
			String text = "x".repeat(1000);
			for (int i = 0; i < 100; i++) {
				first.receiver().onText(text);
				second.receiver().onText(text);
				other.next(ServerMessage.Broadcast.class);
			}
			await().until(() -> server.connections() == 1);
			TestHub ended = first.disconnected.isDone() ? first : second;
			assertThat(ended.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.SLOW_CONSUMER);
			assertThat(other.isOpen()).isTrue();
			client.cancel();
		}
	}

	@Test
	void aHubWithABacklogStopsReadingAndItsClientStaysConnected() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, STRICT, settings(10, 1 << 20), Executors.newCachedThreadPool()); TestHubClient client = server.connect()) {
			client.call("Hold", 0xc0);
			for (int i = 0; i < 500; i++) {
				client.call("Add", 0x92, 0xcd, i >> 8, i, 0);
			}
			TestHub hub = server.hub();
			await().during(1500, TimeUnit.MILLISECONDS).until(client::isOpen); // nothing
																				// of it
																				// is read
			hub.gate.countDown();
			for (int call = 1; call <= 501; call++) {
				assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
			}
		}
	}

	@Test
	void aDeadClientOfAHubWithABacklogIsFoundAfterTheMaximumReadPause() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, STRICT, ServerSettings.DEFAULTS.withMaxPendingRequests(10).withMaxReadPause(Duration.ofMillis(500)),
				Executors.newCachedThreadPool()); TestHubClient client = server.connect()) {
			client.call("Hold", 0xc0);
			for (int i = 0; i < 200; i++) {
				client.call("Add", 0x92, 1, 1);
			}
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			server.hub().gate.countDown();
		}
	}

	@Test
	void aBlockedThreadPoolDoesNotAffectHeartbeatsAndTimeouts() throws Exception {
		try (TestServer server = new TestServer((hub) -> {
		}, STRICT, ServerSettings.DEFAULTS, Executors.newSingleThreadExecutor());
				TestHubClient blocked = server.connect();
				TestHubClient silent = server.connect()) {
			blocked.next(ServerMessage.Broadcast.class);
			silent.next(ServerMessage.Broadcast.class);
			TestHub first = server.hub();
			TestHub second = server.hub();
			blocked.fireAndForget("Hold", 0xc0);
			await().until(() -> first.events.contains("hold") || second.events.contains("hold"));
			TestHub holding = first.events.contains("hold") ? first : second;
			TestHub other = first.events.contains("hold") ? second : first;
			for (int i = 0; i < 30; i++) {
				blocked.acknowledge(blocked.next(ServerMessage.ServerHeartbeat.class));
			}
			assertThat(silent.status().getDescription()).startsWith("heartbeat timeout");
			assertThat(other.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
			assertThat(blocked.isOpen()).isTrue();
			holding.gate.countDown();
		}
	}

	@Test
	void shutdownNotifiesClientsAndHubsAndRefusesNewOnes() throws Exception {
		try (TestServer server = new TestServer();
				TestHubClient client = server.connect();
				TestHubClient other = server.connect()) {
			client.nextBytes();
			other.nextBytes();
			TestHub hub = server.hub();
			server.shutdown(Duration.ofSeconds(10));
			assertThat(hub.disconnected).isDone();
			assertThat(hub.disconnected.get().type()).isEqualTo(DisconnectReason.Type.SHUTDOWN);
			assertThat(server.connections()).isZero();
			try (TestHubClient late = server.connect()) {
				assertThatThrownBy(late::version).hasMessageContaining("shutting down"); // no
																							// headers
																							// came
				for (TestHubClient each : new TestHubClient[] { client, other, late }) {
					assertThat(each.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
					assertThat(each.status().getDescription()).isEqualTo("the server is shutting down");
				}
			}
		}
	}

	@Test
	void aCallThatAnInterceptorClosesIsNotForgotten() throws Exception {
		AtomicReference<ServerCall<?, ?>> seen = new AtomicReference<>();
		ServerInterceptor interceptor = new ServerInterceptor() {

			@Override
			public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
					ServerCallHandler<Q, R> next) {
				seen.set(call);
				return next.startCall(call, headers);
			}

		};
		try (TestServer server = new TestServer(interceptor); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.next(ServerMessage.Broadcast.class);
			seen.get().close(Status.UNAUTHENTICATED.withDescription("expired"), new Metadata());
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type()).isEqualTo(DisconnectReason.Type.FAULTED);
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void aMessageThatCannotBeSentEndsTheConnectionOnBothSides() throws Exception {
		ServerInterceptor interceptor = new ServerInterceptor() {

			@Override
			public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
					ServerCallHandler<Q, R> next) {
				return next.startCall(new ForwardingServerCall.SimpleForwardingServerCall<>(call) {

					@Override
					public void sendMessage(R message) {
						if (((byte[]) message).length > 1000) {
							throw new AssertionError("an interceptor");
						}
						super.sendMessage(message);
					}

				}, headers);
			}

		};
		try (TestServer server = new TestServer(interceptor); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.next(ServerMessage.Broadcast.class);
			hub.receiver().onText("x".repeat(2000));
			assertThat(client.status().getCode()).isEqualTo(Status.Code.INTERNAL);
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type()).isEqualTo(DisconnectReason.Type.FAULTED);
		}
	}

	@Test
	void shutdownIsBounded() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			client.fireAndForget("Hold", 0xc0);
			TestHub hub = server.hub();
			await().until(() -> hub.events.contains("hold"));
			server.shutdown(Duration.ofMillis(100));
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			hub.gate.countDown();
		}
	}

}
