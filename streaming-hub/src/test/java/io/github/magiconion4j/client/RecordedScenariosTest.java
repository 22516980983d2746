package io.github.magiconion4j.client;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In each scenario, this client sends the bytes that the genuine one sent.
 */
@Timeout(60) // a difference leaves a call waiting
class RecordedScenariosTest {

	private final FakeTime time = new FakeTime();

	static List<Recording> recordings() throws IOException, URISyntaxException {
		List<Recording> all = Recording.all();
		assertThat(all).hasSizeGreaterThan(25);
		return all;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("recordings")
	void sendsTheSameBytes(Recording recording) throws IOException {
		Replay replay = new Replay(recording);
		StreamingHubClientOptions options = TestClient.options(this.time);
		if (recording.scenario().equals("client-heartbeat")) {
			options = options.withClientHeartbeatInterval(Duration.ofMillis(50))
				.withClientHeartbeatTimeout(Duration.ofSeconds(2));
		}
		HubClient<IInteropHub> client = StreamingHubClient.connect(replay.server(), IInteropHub.class, new Receiver(),
				options);
		replay.start();
		run(recording, replay, client);
		replay.assertDone();
		client.close();
	}

	private void run(Recording recording, Replay replay, HubClient<IInteropHub> client) throws IOException {
		IInteropHub hub = client.hub();
		switch (recording.scenario()) {
			case "connect-and-dispose", "server-heartbeat" -> assertThat(replay.isDone()).isTrue();
			case "noop" -> TestClient.done(hub.noopAsync());
			case "add" -> {
				assertThat(TestClient.done(hub.addAsync(2, 3))).isEqualTo(5);
				assertThat(TestClient.done(hub.addAsync(Integer.MAX_VALUE, Integer.MIN_VALUE))).isEqualTo(-1);
			}
			case "echo-text" -> {
				for (String text : List.of("", "a", "x".repeat(40), "y".repeat(70_000), "한글 🎮")) {
					assertThat(TestClient.done(hub.echoAsync(text))).isEqualTo(text);
				}
			}
			case "echo-payload" ->
				assertThat(hub.echoPayloadAsync(payload())).usingRecursiveComparison().isEqualTo(payload());
			case "broadcast-payload" -> TestClient.done(hub.sendPayloadToMeAsync(payload()));
			case "null" -> {
				assertThat(hub.nullAsync(null)).isNull();
				assertThat(hub.nullAsync("n")).isEqualTo("n");
			}
			case "order-1000" -> {
				List<CompletionStage<Integer>> sums = IntStream.range(0, 1000)
					.mapToObj((i) -> hub.addAsync(i, 1))
					.toList();
				assertThat(sums).extracting(TestClient::done)
					.isEqualTo(IntStream.rangeClosed(1, 1000).boxed().toList());
			}
			case "error-internal" -> {
				assertThat(TestClient.failure(hub.failAsync("boom")).statusCode()).isEqualTo(13);
				assertThat(TestClient.done(hub.addAsync(1, 2))).isEqualTo(3);
			}
			case "error-status" ->
				assertThat(TestClient.failure(hub.failWithStatusAsync(9, "not now")).detail()).isEqualTo("not now");
			case "fire-and-forget" -> client.fireAndForget().tickMeAsync(3);
			case "broadcast-group", "group-left-on-disconnect" -> inRooms(recording, replay, hub);
			case "client-result" -> {
				assertThat(hub.askMeAsync(42)).isEqualTo(84);
				assertThat(hub.askMyNameAsync("p", 7)).isEqualTo("p7");
			}
			case "client-result-error" -> assertThat(hub.askMeToFailAsync("why")).startsWith("Internal: ");
			case "connection-id" -> assertThat(hub.connectionIdAsync()).isNotNull();
			case "client-heartbeat" -> this.time.advanceMillis(500);
			case "server-sees-acks-and-latency" -> {
				assertThat(hub.latencyMillisAsync()).isZero();
				poll(replay, hub);
			}
			case "unregister-stops-heartbeats" -> {
				TestClient.done(hub.unregisterHeartbeatAsync());
				assertThat(TestClient.done(hub.addAsync(1, 2))).isEqualTo(3);
			}
			default -> throw new AssertionError("no such scenario: " + recording.scenario());
		}
	}

	/** A room has a different name in each run. */
	private static void inRooms(Recording recording, Replay replay, IInteropHub hub) throws IOException {
		Request join = Objects.requireNonNull(replay.nextRequest());
		MessageUnpacker arguments = MessagePack.newDefaultUnpacker(join.body().toBytes());
		arguments.unpackArrayHeader();
		assertThat(hub.joinAsync(arguments.unpackString(), arguments.unpackString())).isPositive();
		if (recording.name().endsWith("broadcast-group-1")) {
			TestClient.done(hub.sayAsync("hi"));
			TestClient.done(hub.sayAsync("bye"));
		}
		else if (recording.name().endsWith("broadcast-group-2")) {
			TestClient.done(hub.sayToOthersAsync("psst"));
			TestClient.done(hub.leaveAsync());
		}
	}

	/** As often as in the recording. */
	private static void poll(Replay replay, IInteropHub hub) {
		for (Request next = replay.nextRequest(); next != null; next = replay.nextRequest()) {
			if (next.methodId() == MethodIds.of("AckCountAsync")) {
				hub.ackCountAsync();
			}
			else if (next.methodId() == MethodIds.of("LatencyMillisAsync")) {
				assertThat(hub.latencyMillisAsync()).isPositive();
			}
			else {
				assertThat(hub.millisSinceLastReceivedAsync()).isPositive();
			}
		}
	}

	private static Payload payload() {
		Map<String, Integer> scores = new LinkedHashMap<>();
		scores.put("a", 1);
		scores.put("ㅎ", -2);
		Payload nested = new Payload(1, 0, 0, false, null, null, null, null, Payload.Colour.RED, new UUID(0, 0),
				Instant.ofEpochSecond(-1), 5, null);
		return new Payload(-7, Long.MIN_VALUE + 1, 1 / 3.0, true, "héllo 한글 🎮", FakeServer.bytes("0001feff"),
				List.of(1, -1, 127, 128, 255, 256, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE), scores,
				Payload.Colour.BLUE, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
				Instant.ofEpochSecond(1795222923, 456_000_000), null, nested);
	}

	private static final class Receiver implements IInteropHubReceiver {

		@Override
		public void onMessage(String user, String text) {
		}

		@Override
		public void onTick() {
		}

		@Override
		public void onPayload(Payload payload) {
		}

		@Override
		public CompletionStage<Integer> askAsync(int x) {
			return CompletableFuture.completedStage(2 * x);
		}

		@Override
		public CompletionStage<String> askNameAsync(String prefix, int n) {
			return CompletableFuture.completedStage(prefix + n);
		}

		@Override
		public CompletionStage<Integer> askFailAsync(String reason) {
			throw new IllegalStateException(reason);
		}

	}

}
