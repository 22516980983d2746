package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that read more slowly than the server sends, over real HTTP/2 connections.
 */
class BackpressureTest {

	private static final int MEGABYTE = 1 << 20;

	private static TestServerOptions options(ServerSettings settings) {
		return new TestServerOptions().netty().settings(settings);
	}

	@Test
	void aClientThatReadsGetsAllThatAHubSendsInALoop() throws Exception {
		try (TestServer server = new TestServer(options(ServerSettings.DEFAULTS));
				TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			client.next(ServerMessage.Broadcast.class); // welcome
			hub.action = () -> {
				for (int i = 0; i < 20; i++) {
					hub.receiver().onText("x".repeat(MEGABYTE));
				}
				for (int i = 0; i < 100_000; i++) {
					hub.receiver().onText("y".repeat(100));
				}
			};
			int call = client.call("Tell", 0xa1, 'x');
			for (int i = 0; i < 100_020; i++) {
				int expected = (i < 20) ? MEGABYTE : 100;
				assertThat(client.next(ServerMessage.Broadcast.class).body().length()).isGreaterThan(expected);
			}
			assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void aClientThatReadsGetsAllAnswersToManyCalls() throws Exception {
		ServerSettings small = ServerSettings.DEFAULTS.withMaxOutboundBytes(MEGABYTE);
		try (TestServer server = new TestServer(options(small)); TestHubClient client = server.connect(2)) {
			TestHub hub = server.hub();
			for (int i = 0; i < 20_000; i++) {
				client.call("Add", 0x92, 1, 1);
			}
			// The hub does no more than the client reads. It was stopped at the high
			// watermark; what gRPC has taken since then leaves at least the low one.
			await().until(() -> hub.connection().outboundBytes() > MEGABYTE / 8);
			client.readAll();
			for (int i = 1; i <= 20_000; i++) {
				assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(i);
			}
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void aHubIsHeldBackUntilTheLowWatermarkWhileOthersCanAwaitIt() throws Exception {
		ServerSettings settings = ServerSettings.DEFAULTS.withMaxOutboundBytes(16 * MEGABYTE);
		try (TestServer server = new TestServer(options(settings)); TestHubClient client = server.connect(2)) {
			TestHub hub = server.hub();
			assertThat(hub.connection().whenWritable().toCompletableFuture()).isDone();
			hub.action = () -> {
				for (int i = 0; i < 10; i++) {
					hub.receiver().onText("x".repeat(MEGABYTE));
				}
				hub.events.add("sent");
			};
			client.call("Tell", 0xa1, 'x');
			await().until(() -> hub.connection().outboundBytes() > settings.maxOutboundBytes() / 4);
			CompletableFuture<?> writable = hub.connection().whenWritable().toCompletableFuture();
			await().during(Duration.ofMillis(300)).until(() -> !hub.events.contains("sent"));
			assertThat(writable).isNotDone();
			assertThat(hub.connection().outboundBytes()).isLessThan(settings.maxOutboundBytes());
			client.readAll();
			writable.get(20, TimeUnit.SECONDS);
			await().until(() -> hub.events.contains("sent"));
			await().until(() -> hub.connection().outboundBytes() == 0);
		}
	}

	@Test
	void waitingForTheWatermarkEndsWithTheConnection() throws Exception {
		try (TestServer server = new TestServer(options(ServerSettings.DEFAULTS));
				TestHubClient client = server.connect(2)) {
			TestHub hub = server.hub();
			for (int i = 0; i < 6; i++) {
				hub.receiver().onText("x".repeat(MEGABYTE)); // not on the hub's thread
			}
			CompletableFuture<?> writable = hub.connection().whenWritable().toCompletableFuture();
			assertThat(writable).isNotDone();
			for (int frame = 0; frame < 100; frame++) {
				assertThat(hub.connection().whenWritable().toCompletableFuture()).isSameAs(writable);
			}
			assertThat(writable.getNumberOfDependents()).isZero();
			client.cancel();
			writable.get(20, TimeUnit.SECONDS);
		}
	}

	@Test
	void onlyAClientThatReadsNothingIsDisconnected() throws Exception {
		ServerSettings settings = ServerSettings.DEFAULTS.withSlowConsumerTimeout(Duration.ofSeconds(2));
		try (TestServer server = new TestServer(options(settings)); TestHubClient slow = server.connect(2)) {
			TestHub hubOfSlow = server.hub();
			try (TestHubClient silent = server.connect(2)) {
				TestHub hubOfSilent = server.hub();
				silent.nextBytes();
				for (int i = 0; i < 20; i++) {
					hubOfSlow.receiver().onText("x".repeat(100_000));
					hubOfSilent.receiver().onText("x".repeat(100_000));
				}
				await().pollInterval(Duration.ofMillis(300)).atMost(Duration.ofSeconds(30)).until(() -> {
					slow.read(1);
					return hubOfSilent.disconnected.isDone();
				});
				assertThat(hubOfSilent.disconnected.get().type()).isEqualTo(DisconnectReason.Type.SLOW_CONSUMER);
				assertThat(hubOfSlow.disconnected).isNotDone();
				assertThat(slow.isOpen()).isTrue();
			}
		}
	}

	@Test
	void atTheHardCapAClientIsDisconnectedEvenIfItReads() throws Exception {
		ServerSettings settings = ServerSettings.DEFAULTS.withMaxOutboundBytes(MEGABYTE);
		try (TestServer server = new TestServer(options(settings)); TestHubClient client = server.connect(2)) {
			TestHub hub = server.hub();
			client.nextBytes();
			for (int i = 0; i < 3; i++) {
				hub.receiver().onText("x".repeat(MEGABYTE)); // like a broadcast: nobody
																// waits
			}
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
				.isEqualTo(DisconnectReason.Type.SLOW_CONSUMER);
		}
	}

	/** A C# client that waits too long for the answer closes its connection. */
	@Test
	void theAnswerToAClientsHeartbeatDoesNotWaitBehindABacklog() throws Exception {
		try (TestServer server = new TestServer(options(ServerSettings.DEFAULTS));
				TestHubClient client = server.connect(2)) {
			TestHub hub = server.hub();
			client.nextBytes();
			client.nextBytes();
			for (int i = 0; i < 140; i++) {
				hub.receiver().onText("x".repeat(100_000));
			}
			client.send(new ClientMessage.ClientHeartbeat((short) 5, 7, TestHubClient.bytes(0xc0)));
			client.fireAndForget("Tell", 0xa1, 'x'); // the server reads it after that
			await().until(() -> hub.events.contains("tell x"));
			client.readAll();
			ServerMessage message = ServerMessage.decode(client.nextBytes());
			int before = 0;
			for (; message instanceof ServerMessage.Broadcast; before++) {
				message = ServerMessage.decode(client.nextBytes());
			}
			assertThat(message).isEqualTo(new ServerMessage.ClientHeartbeatResponse((short) 5, 7));
			assertThat(before).as("messages that the transport had already taken").isLessThan(70);
		}
	}

	@Test
	void theMemoryOfAMessageCounts() throws Exception {
		try (TestServer server = new TestServer(options(ServerSettings.DEFAULTS));
				TestHubClient client = server.connect(2)) {
			TestHub hub = server.hub();
			client.nextBytes();
			hub.receiver().onText("x".repeat(100_000));
			hub.receiver().onText("x".repeat(100_000));
			await().until(() -> hub.connection().outboundBytes() > 0);
			long before = hub.connection().outboundBytes();
			for (int i = 0; i < 1000; i++) {
				hub.receiver().onText("");
			}
			assertThat(hub.connection().outboundBytes() - before).isGreaterThan(40_000);
		}
	}

	@Test
	void aSecondAfterTheEndTheStreamIsResetAndNothingIsKept() throws Exception {
		try (TestServer server = new TestServer(options(ServerSettings.DEFAULTS))) {
			TestHubClient[] clients = new TestHubClient[50];
			for (int i = 0; i < clients.length; i++) {
				clients[i] = server.connect(2); // does not read any more
				TestHub hub = server.hub();
				hub.receiver().onText("x".repeat(200_000));
				await().until(() -> hub.connection().outboundBytes() == 0); // gRPC has
																			// taken it
				hub.connection().close(Status.Code.UNAVAILABLE.value(), "the end");
				assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type())
					.isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
			}
			assertThat(server.connections()).isZero();
			await().atMost(Duration.ofSeconds(30)).until(() -> server.unreleased() == 0);
			for (TestHubClient client : clients) {
				client.readAll();
				assertThat(client.status().getCode()).isNotEqualTo(Status.Code.OK);
			}
		}
	}

}
