package io.github.magiconion4j.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.hub.DisconnectReason.Category;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MagicOnion's tests H24 to H35 of client heartbeats, with the same setups.
 */
class ConformanceTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private HubClient<ITestHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return TestClient.connect(this.server, this.time, customizer);
	}

	private HubClient<ITestHub> connect(long interval, long timeout) {
		return connect((options) -> options.withClientHeartbeatInterval(Duration.ofMillis(interval))
			.withClientHeartbeatTimeout(Duration.ofMillis(timeout)));
	}

	@Test
	void h24_intervalTimeoutDisabled() {
		HubClient<ITestHub> client = connect(1000, 0);
		for (int i = 0; i < 3; i++) {
			this.time.advanceMillis(1000);
		}
		assertThat(this.server.receivedHex()).containsExactly("947e00cd03e8c0", "947e01cd07d0c0", "947e02cd0bb8c0");
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void h25_elapsedRoundTripTime() {
		List<Duration> roundTrips = new ArrayList<>();
		connect((options) -> options.withClientHeartbeatInterval(Duration.ofSeconds(1))
			.withClientHeartbeatResponseReceived((event) -> roundTrips.add(event.roundTripTime())));
		this.time.advanceMillis(1000);
		for (int sequence = 0; sequence < 3; sequence++) {
			this.time.advanceMillis(100);
			this.server.answerHeartbeat(sequence);
			this.time.advanceMillis(900);
		}
		assertThat(roundTrips).hasSize(3).containsOnly(Duration.ofMillis(100));
		assertThat(this.server.receivedHex()).startsWith("947e00cd03e8c0", "947e01cd07d0c0", "947e02cd0bb8c0");
	}

	@Test
	void h26_timeoutNotResponding() {
		HubClient<ITestHub> client = connect(1000, 500);
		this.time.advanceMillis(1000);
		this.time.advanceMillis(1000);
		assertThat(this.server.receivedHex()).containsExactly("947e00cd03e8c0");
		assertThat(TestClient.isOpen(client)).isFalse();
		assertThat(this.server.isCancelled()).isTrue();
	}

	/** The time that the server echoes is irrelevant. */
	@Test
	void h27_timeoutKeep() {
		HubClient<ITestHub> client = connect(1000, 500);
		this.time.advanceMillis(1000);
		this.time.advanceMillis(250);
		this.server.send("957e00cd270fc0c0");
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(250);
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(500);
		assertThat(TestClient.isOpen(client)).isTrue();
		assertThat(this.server.receivedHex()).hasSize(2);
	}

	/**
	 * In C#, only the answer to the newest heartbeat counts, and this client gives up at
	 * 4 s. Here, any message answers all heartbeats before it, so the heartbeat of 4 s is
	 * the first unanswered one.
	 */
	@Test
	void h28_timeoutLongerThanIntervalNotResponding() {
		HubClient<ITestHub> client = connect(1000, 3000);
		this.time.advanceMillis(3900);
		this.server.answerHeartbeat(0);
		this.time.advanceMillis(3099);
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(1);
		assertThat(TestClient.isOpen(client)).isFalse();
	}

	@Test
	void h29_timeoutLongerThanIntervalKeep() {
		HubClient<ITestHub> client = connect(1000, 3000);
		this.time.advanceMillis(3900);
		for (int sequence = 0; sequence < 3; sequence++) {
			this.server.answerHeartbeat(sequence);
		}
		this.time.advanceMillis(100);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void h30_clientHeartbeatInterval() {
		HubClient<ITestHub> client = connect(100, 0);
		client.hub().addLater(1, 2);
		this.time.advanceMillis(300);
		assertThat(this.server.receivedHex()).hasSize(4)
			.endsWith("947e0064c0", "947e01ccc8c0", "947e02cd012cc0")
			.first()
			.asString()
			.startsWith("9301");
	}

	@Test
	void h31_clientHeartbeatFirstTime() {
		FakeServer silent = new FakeServer();
		HubClient<ITestHub> client = TestClient.done(connectAsync(silent));
		this.time.advanceMillis(2000);
		assertThat(TestClient.reason(client).type().category()).isEqualTo(Category.TIMED_OUT);
	}

	/** Headers arrive, but not even a first message. */
	private CompletableFuture<HubClient<ITestHub>> connectAsync(FakeServer silent) {
		CompletableFuture<HubClient<ITestHub>> connecting = StreamingHubClient.connectAsync(silent, ITestHub.class,
				new TestReceiver(),
				TestClient.options(this.time)
					.withClientHeartbeatInterval(Duration.ofSeconds(1))
					.withClientHeartbeatTimeout(Duration.ofSeconds(1)));
		silent.headers("2");
		return connecting;
	}

	@Test
	void h32_serverHeartbeatRespond() {
		connect((options) -> options.withClientHeartbeatInterval(null));
		this.server.send("957f00cd3039c0c0");
		assertThat(this.server.receivedHex()).containsExactly("947f00cd3039c0");
	}

	@Test
	void h33_serverHeartbeatServerTime() {
		List<Instant> times = new ArrayList<>();
		connect((options) -> options.withServerHeartbeatReceived((event) -> times.add(event.serverTime())));
		this.server.send("957f00cf000001906b975c00c0c0");
		assertThat(times).containsExactly(Instant.parse("2024-07-01T00:00:00Z"));
		assertThat(this.server.receivedHex()).containsExactly("947f00cf000001906b975c00c0");
	}

	@Test
	void h34_serverHeartbeatExtra() {
		List<byte[]> metadata = new ArrayList<>();
		connect((options) -> options.withServerHeartbeatReceived((event) -> metadata.add(event.metadata())));
		byte[] hello = "Hello World".getBytes(StandardCharsets.US_ASCII);
		this.server.send("957f00cf000001906b975c00c0" + HexFormat.of().formatHex(hello));
		assertThat(metadata).containsExactly(hello);
		assertThat(this.server.receivedHex()).containsExactly("947f00cf000001906b975c00c0");
	}

	@Test
	void h35_waitForDisconnectAsyncTimedOut() {
		HubClient<ITestHub> client = connect(1000, 1000);
		this.time.advanceMillis(2000);
		assertThat(TestClient.reason(client).type().category()).isEqualTo(Category.TIMED_OUT);
		assertThat(TestClient.reason(client).cause()).isInstanceOf(StatusRuntimeException.class);
	}

}
