package io.github.magiconion4j.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a real browser: it shows connected users, their latencies and disconnected
 * users, without being reloaded.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "grpc.server.port=0", "magiconion.streaming-hub.heartbeat.interval=100ms",
				"chat.live-period=100ms" })
@Import(GrpcPort.class)
class LivePageTest {

	private static final int POINTS = 60;

	@Autowired
	private GrpcPort grpcPort;

	private final ScheduledExecutorService distance = Executors.newScheduledThreadPool(4);

	private final List<TestHubClient> clients = new ArrayList<>();

	private final List<ManagedChannel> channels = new ArrayList<>();

	@TempDir(cleanup = CleanupMode.NEVER) // a closing browser still writes
	private Path profile;

	@LocalServerPort
	private int port;

	@Autowired
	private ServletWebServerApplicationContext application;

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	@DynamicPropertySource
	static void webPort(DynamicPropertyRegistry registry) throws Exception {
		int webPort = freePort(); // the same port after a restart
		registry.add("server.port", () -> webPort);
	}

	@AfterEach
	void close() {
		this.distance.shutdownNow();
		this.channels.forEach(ManagedChannel::shutdownNow);
	}

	/** A client with about the given round-trip time. */
	private void connect(String user, int millis) {
		ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", this.grpcPort.get())
			.usePlaintext()
			.build();
		this.channels.add(channel);
		TestHubClient client = TestHubClient.connect(channel, "IChatHub");
		this.clients.add(client);
		int[] arguments = new int[user.length() + 4];
		arguments[0] = 0x92;
		arguments[1] = 0xa1;
		arguments[2] = 'r';
		arguments[3] = 0xa0 + user.length();
		for (int i = 0; i < user.length(); i++) {
			arguments[i + 4] = user.charAt(i);
		}
		client.call("JoinAsync", arguments);
		Thread reader = new Thread(() -> {
			try {
				while (client.isOpen()) {
					ServerMessage.ServerHeartbeat heartbeat = client.next(ServerMessage.ServerHeartbeat.class);
					this.distance.schedule(() -> client.acknowledge(heartbeat),
							millis + ThreadLocalRandom.current().nextInt(millis), TimeUnit.MILLISECONDS);
				}
			}
			catch (InterruptedException | RuntimeException | AssertionError ex) {
				// the connection, or the test, has ended
			}
		});
		reader.setDaemon(true);
		reader.start();
	}

	@Test
	void thePageIsUpdated() throws Exception {
		connect("alice", 4);
		connect("bob", 20);
		connect("carol", 60);
		try (Chromium browser = new Chromium("http://127.0.0.1:" + this.port + "/", this.profile)) {
			await().atMost(1, TimeUnit.MINUTES)
				.until(() -> browser.evaluate("document.querySelectorAll('#connections tr').length").equals("3"));
			assertThat(browser.evaluate("document.getElementById('connections').innerText")).contains("alice", "bob",
					"carol");
			await().atMost(1, TimeUnit.MINUTES)
				.until(() -> Integer.parseInt(
						browser.evaluate("document.querySelector('#connections polyline').points.length")) == POINTS);
			double latency = Double.parseDouble(browser.evaluate(
					"[...document.querySelectorAll('#connections tr')].find((r) => r.innerText.includes('carol')).cells[3].innerText"));
			assertThat(latency).isGreaterThanOrEqualTo(60);
			this.clients.get(1).halfClose();
			await().atMost(1, TimeUnit.MINUTES)
				.until(() -> browser.evaluate("document.getElementById('disconnections').innerText")
					.contains("CLIENT_CLOSED"));
			assertThat(browser.evaluate("document.getElementById('disconnections').innerText")).contains("bob");
			assertThat(browser.evaluate("document.querySelectorAll('#connections tr').length")).isEqualTo("2");
			Files.write(Path.of("target", "live-page.png"), browser.screenshot());
		}
	}

	@Test
	void thePageShowsThatItsOwnConnectionIsLost() throws Exception {
		String lost = "document.getElementById('lost').hidden ? '' : document.getElementById('lost').innerText";
		WebServer web = Objects.requireNonNull(this.application.getWebServer());
		try (Chromium browser = new Chromium("http://127.0.0.1:" + this.port + "/", this.profile)) {
			await().atMost(1, TimeUnit.MINUTES)
				.until(() -> browser.evaluate("document.getElementById('count')?.innerText").equals("(0)"));
			assertThat(browser.evaluate(lost)).isEmpty();
			web.stop();
			await().atMost(1, TimeUnit.MINUTES).until(() -> browser.evaluate(lost).contains("lost its connection"));
			web.start();
			await().atMost(1, TimeUnit.MINUTES).until(() -> browser.evaluate(lost).isEmpty());
		}
	}

	@Test
	void thePageFitsAPhone() throws Exception {
		connect("a user with a rather long name", 4);
		try (Chromium browser = new Chromium("http://127.0.0.1:" + this.port + "/", this.profile)) {
			browser.resize(360, 640);
			await().atMost(1, TimeUnit.MINUTES)
				.until(() -> browser.evaluate("document.querySelectorAll('#connections tr').length").equals("1"));
			assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("360");
			Files.write(Path.of("target", "live-page-phone.png"), browser.screenshot());
		}
	}

}
