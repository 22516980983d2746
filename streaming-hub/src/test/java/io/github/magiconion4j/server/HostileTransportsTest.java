package io.github.magiconion4j.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that send arbitrary HTTP/2 frames do not affect other connections, and leave
 * nothing behind.
 */
class HostileTransportsTest {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final byte[] ADD = { (byte) 0x94, 1, (byte) 0xce, 0, 0, 0, 0 };

	@Test
	void aBinaryHeaderThatIsNoBase64() throws Exception {
		attack(new TestServerOptions(), (server, client) -> {
			client.connect(1);
			client.connect(3, "auth-token-bin", "!!!");
			client.flush();
			await().atMost(PATIENCE).until(() -> client.has(RawHttp2.HEADERS, 1));
			client.connect(5);
			client.flush();
			await().atMost(PATIENCE).until(() -> client.has(RawHttp2.HEADERS, 5));
		});
	}

	@Test
	void headersThatAreTooLarge() throws Exception {
		attack(new TestServerOptions(), (server, client) -> {
			for (int i = 0; i < 4; i++) {
				client.frame((i == 0) ? RawHttp2.HEADERS : RawHttp2.CONTINUATION, 0, 1,
						(i == 0) ? RawHttp2.connectHeaders() : RawHttp2.connectHeaders("x", "x".repeat(16_000)));
			}
			client.flush();
			assertThat(client.isEnded()).isTrue();
		});
	}

	@Test
	void headersWithoutAnEnd() throws Exception {
		attack(new TestServerOptions(), (server, client) -> {
			client.frame(RawHttp2.HEADERS, 0, 1, RawHttp2.connectHeaders());
			flood(client, 100_000, (i) -> client.frame(RawHttp2.CONTINUATION, 0, 1));
		});
	}

	@Test
	void streamsThatAreResetAsSoonAsTheyBegin() throws Exception {
		attack(new TestServerOptions(), (server, client) -> {
			for (int i = 0; i < 5000; i++) {
				client.connect(2 * i + 1);
				client.reset(2 * i + 1);
			}
			client.flush();
		});
	}

	@Test
	void aTransportThatVanishesWithAllOfItsStreams() throws Exception {
		attack(new TestServerOptions(), (server, client) -> {
			for (int i = 0; i < 1000; i++) {
				client.connect(2 * i + 1);
			}
			client.flush();
			await().atMost(PATIENCE).until(() -> server.connections() > 100);
		});
	}

	@Test
	void moreStreamsThanTheServerAllows() throws Exception {
		attack(new TestServerOptions().transport((builder) -> limits((NettyServerBuilder) builder)),
				(server, client) -> {
					client.acknowledgeSettings();
					for (int i = 0; i < 20; i++) {
						client.connect(2 * i + 1);
					}
					client.flush();
					await().atMost(PATIENCE).until(() -> client.has(RawHttp2.RST_STREAM, 39));
					await().atMost(PATIENCE).until(() -> client.count(RawHttp2.HEADERS) == 10);
					assertThat(server.connections()).isLessThanOrEqualTo(11);
				});
	}

	@Test
	void moreConnectionsThanTheServerAllowsWhateverTheClientAcknowledges() throws Exception {
		attack(new TestServerOptions(), 0, 10, (server, client) -> {
			for (int i = 0; i < 500; i++) {
				client.connect(2 * i + 1);
			}
			client.flush();
			await().atMost(PATIENCE).until(() -> client.count(RawHttp2.HEADERS) == 500);
			assertThat(server.connections()).isEqualTo(11);
		});
	}

	@Test
	void placesAreGivenBackByStreamsThatAreResetAsTheyBegin() throws Exception {
		attack(new TestServerOptions(), 50, 40, (server, client) -> {
			for (int i = 0; i < 2000; i++) {
				client.connect(2 * i + 1);
				client.reset(2 * i + 1);
			}
			client.flush();
			await().atMost(PATIENCE).until(() -> server.connections() == 1);
			await().atMost(PATIENCE).until(() -> server.admission().limits().connections() == 1);
		});
	}

	@Test
	void moreResetsThanTheServerAllows() throws Exception {
		attack(new TestServerOptions().transport((builder) -> limits((NettyServerBuilder) builder)),
				(server, client) -> assertThat(flood(client, 100_000, (i) -> {
					client.connect(2 * i + 1);
					client.reset(2 * i + 1);
				}) || client.isEnded()).isTrue());
	}

	private static void limits(NettyServerBuilder builder) {
		builder.maxConcurrentCallsPerConnection(10).maxRstFramesPerWindow(20, 30);
	}

	@Test
	void aMessageThatClaimsToBeHuge() throws Exception {
		attack(new TestServerOptions(), (server, client) -> {
			client.connect(1);
			client.connect(3);
			client.message(3, 0, Integer.MAX_VALUE, new byte[100]);
			client.flush();
			await().atMost(PATIENCE).until(() -> client.has(RawHttp2.RST_STREAM, 3));
			client.message(1, 0, 3, new byte[] { (byte) 0x91, 1, 1 }); // is malformed
			client.flush();
			await().atMost(PATIENCE).until(() -> server.connections() == 1);
			assertThat(client.count(RawHttp2.GOAWAY)).isZero();
		});
	}

	@Test
	void aMessageThatIsHugeWhenItIsUnpacked() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
			for (int i = 0; i < 200; i++) {
				zip.write(new byte[1 << 20]);
			}
		}
		attack(new TestServerOptions(), (server, client) -> {
			client.connect(1, "grpc-encoding", "gzip");
			client.flush();
			await().atMost(PATIENCE).until(() -> client.has(RawHttp2.HEADERS, 1));
			client.message(1, 1, bytes.size(), bytes.toByteArray());
			client.flush();
			await().atMost(PATIENCE).until(() -> server.connections() == 1);
		});
	}

	@Test
	void halfAMessageAndThenNothing() throws Exception {
		attack(new TestServerOptions().heartbeat(HeartbeatSettings.of(Duration.ofMillis(200), Duration.ofSeconds(1))),
				(server, client) -> {
					client.connect(1);
					client.message(1, 0, 1_000_000, ADD);
					client.flush();
					await().atMost(PATIENCE).until(() -> client.has(RawHttp2.HEADERS, 1));
					await().atMost(PATIENCE).until(() -> server.unreleased() == 0 && server.connections() == 1);
				});
	}

	@Test
	void pingsAndSettingsWithoutEnd() throws Exception {
		attack(new TestServerOptions(), (server, client) -> {
			client.connect(1);
			flood(client, 50_000, (i) -> {
				client.frame(RawHttp2.PING, 0, 0, new byte[8]);
				client.frame(RawHttp2.SETTINGS, 0, 0);
			});
		});
	}

	/** Returns whether the server has closed the connection meanwhile. */
	private static boolean flood(RawHttp2 client, int count, Frames frames) throws IOException {
		try {
			for (int i = 0; i < count; i++) {
				frames.send(i);
			}
			client.flush();
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	private static void attack(TestServerOptions options, Attack attack) throws Exception {
		attack(options, 0, 0, attack);
	}

	private static void attack(TestServerOptions options, int maxConnections, int maxPerTransport, Attack attack)
			throws Exception {
		try (TestServer server = new TestServer(options.netty());
				TestHubClient bystander = server.connectAcknowledging()) {
			server.admission().limit(maxConnections, maxPerTransport);
			assertServed(bystander);
			try (RawHttp2 client = new RawHttp2(server.port())) {
				attack.run(server, client);
				assertServed(bystander);
			}
			assertServed(bystander);
			await().atMost(PATIENCE).until(() -> server.connections() == 1 && server.unreleased() == 0);
		}
	}

	private static void assertServed(TestHubClient bystander) throws InterruptedException {
		int id = bystander.call("Add", 0x92, 20, 22);
		ServerMessage.Response response = bystander.next(ServerMessage.Response.class);
		assertThat(response.messageId()).isEqualTo(id);
		assertThat(response.body()).isEqualTo(TestHubClient.bytes(42));
	}

	@FunctionalInterface
	private interface Attack {

		void run(TestServer server, RawHttp2 client) throws Exception;

	}

	@FunctionalInterface
	private interface Frames {

		void send(int number) throws IOException;

	}

}
