package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's own heartbeats, beyond MagicOnion's tests.
 */
class HeartbeatTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final List<Long> roundTrips = new ArrayList<>();

	private HubClient<ITestHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return TestClient.connect(this.server, this.time, customizer);
	}

	private HubClient<ITestHub> connect(long interval, long timeout) {
		return connect((options) -> options.withClientHeartbeatInterval(Duration.ofMillis(interval))
			.withClientHeartbeatTimeout(Duration.ofMillis(timeout))
			.withClientHeartbeatResponseReceived(
					(event) -> this.roundTrips.add(event.roundTripTime().toNanos() / 1_000_000)));
	}

	private List<ClientHeartbeat> sent() {
		return this.server.received(ClientHeartbeat.class);
	}

	@Test
	void aRoundTripIsMeasuredInNanoseconds() {
		List<Duration> exact = new ArrayList<>();
		connect((options) -> options.withClientHeartbeatInterval(Duration.ofMillis(100))
			.withClientHeartbeatResponseReceived((event) -> exact.add(event.roundTripTime())));
		this.time.advanceMillis(100);
		this.time.advance(Duration.ofNanos(1_234_567));
		this.server.answerHeartbeat(0);
		assertThat(exact).containsExactly(Duration.ofNanos(1_234_567));
	}

	@Test
	void aRoundTripMayBeLongerThanTheInterval() {
		HubClient<ITestHub> client = connect(100, 2000);
		this.time.advanceMillis(1350); // heartbeats 0 to 12 are in flight
		for (int sequence = 0; sequence < 100; sequence++) {
			this.server.answerHeartbeat(sequence);
			this.time.advanceMillis(100);
		}
		assertThat(this.roundTrips).hasSize(100).containsOnly(1250L);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	/** C# gives up here, after 32 768 heartbeats. */
	@Test
	void theSequenceMayWrap() {
		HubClient<ITestHub> client = connect(10, 10);
		for (int i = 0; i < 70_000; i++) {
			this.time.advanceMillis(10);
			this.server.answerHeartbeat((short) i);
			this.server.forget();
		}
		assertThat(this.roundTrips).hasSize(70_000).containsOnly(0L);
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(10);
		assertThat(sent()).singleElement()
			.satisfies((beat) -> assertThat(beat.sequence()).isEqualTo((short) 70_000))
			.satisfies((beat) -> assertThat(beat.clientSentAt()).isEqualTo(700_010));
	}

	@Test
	void responsesWithoutAMeasurementAreNotReported() {
		connect(100, 0);
		this.server.answerHeartbeat(0);
		this.time.advanceMillis(130);
		this.server.answerHeartbeat(1);
		this.server.answerHeartbeat(-1);
		assertThat(this.roundTrips).isEmpty();
		this.server.answerHeartbeat(0);
		this.server.answerHeartbeat(0);
		assertThat(this.roundTrips).containsExactly(30L);
	}

	@Test
	void aThrowingCallbackHasNoOtherEffect() {
		List<Integer> calls = new ArrayList<>();
		HubClient<ITestHub> client = connect((options) -> options.withClientHeartbeatInterval(Duration.ofMillis(100))
			.withClientHeartbeatTimeout(Duration.ofMillis(50))
			.withClientHeartbeatResponseReceived((event) -> {
				calls.add(calls.size());
				throw new IllegalStateException("a callback");
			}));
		for (int sequence = 0; sequence < 3; sequence++) {
			this.time.advanceMillis(100);
			this.server.answerHeartbeat(sequence);
		}
		assertThat(calls).hasSize(3);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void anyMessageIsASignOfLife() {
		HubClient<ITestHub> client = connect(100, 200);
		for (int i = 0; i < 20; i++) {
			this.time.advanceMillis(150);
			this.server.send(new ServerMessage.Broadcast(1, Slice.of((byte) 0xc0)));
		}
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(301);
		assertThat(TestClient.isOpen(client)).isFalse();
	}

	@Test
	void aTimeoutIsReportedAsOne() {
		HubClient<ITestHub> client = connect(100, 200);
		this.time.advanceMillis(299);
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(1);
		DisconnectReason reason = TestClient.reason(client);
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
		assertThat(reason.detail())
			.isEqualTo("heartbeat timeout: no sign of life for 200 ms after a heartbeat was due");
		assertThat(this.server.isCancelled()).isTrue();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aPauseOfThisProcessCausesNoTimeout() {
		HubClient<ITestHub> client = connect(100, 200);
		this.time.advanceMillis(100);
		this.time.pause(Duration.ofMinutes(10));
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(150);
		this.server.answerHeartbeat(0);
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(1000);
		assertThat(TestClient.isOpen(client)).isFalse();
	}

	@Test
	void aWaitingHeartbeatCountsFromItsDueTimeAndHasItsSendTime() {
		HubClient<ITestHub> client = connect(100, 200);
		this.server.ready(false);
		client.hub().say("hi");
		this.time.advanceMillis(250);
		this.server.ready(true);
		assertThat(sent()).singleElement().satisfies((beat) -> assertThat(beat.clientSentAt()).isEqualTo(250));
		assertThat(this.server.received().get(0)).isInstanceOf(ClientHeartbeat.class);
		this.server.ready(false);
		this.server.answerHeartbeat(0);
		assertThat(this.roundTrips).containsExactly(0L);
		this.time.advanceMillis(249); // one was due at 300
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advanceMillis(1);
		assertThat(TestClient.isOpen(client)).isFalse();
	}

	@Test
	void aServerWithMessagesIsAliveWhateverWaits() {
		HubClient<ITestHub> client = connect(100, 200);
		this.server.ready(false);
		client.hub().say("hi");
		for (int sequence = 0; sequence < 50; sequence++) {
			this.time.advanceMillis(150);
			this.server.heartbeat(sequence, sequence);
		}
		assertThat(TestClient.isOpen(client)).isTrue();
		assertThat(sent()).isEmpty();
		this.time.advanceMillis(300); // one was due at most 100 ms after the last message
		assertThat(TestClient.isOpen(client)).isFalse();
	}

	@Test
	void unsentHeartbeatsCauseNoTimeout() {
		Queue<Runnable> held = new ArrayDeque<>();
		HubClient<ITestHub> client = connect((options) -> options.withClientHeartbeatInterval(Duration.ofMillis(100))
			.withClientHeartbeatTimeout(Duration.ofMillis(200))
			.withRuntime(TestClient.runtime(this.time, held::add)));
		this.time.advanceMillis(5000);
		assertThat(sent()).isEmpty();
		assertThat(held).hasSize(1);
		held.remove().run();
		assertThat(sent()).hasSize(1);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void heartbeatsEndWithTheConnection() {
		HubClient<ITestHub> client = connect(100, 200);
		this.time.advanceMillis(100);
		this.server.answerHeartbeat(0);
		client.closeAsync();
		this.server.forget();
		assertThat(this.time.timer().nextWake()).isEmpty();
		this.time.advanceMillis(1000);
		assertThat(this.server.received()).isEmpty();
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
	}

	@Test
	void listenersAreNotified() {
		List<String> heard = new ArrayList<>();
		HubClient<ITestHub> client = connect((options) -> options.withClientHeartbeatInterval(Duration.ofMillis(100))
			.withListener(new HubClientListener() {

				@Override
				public void connected(String serviceName) {
					heard.add("connected " + serviceName);
				}

				@Override
				public void roundTripMeasured(String serviceName, long nanos) {
					heard.add("round trip " + serviceName + " " + nanos);
				}

				@Override
				public void disconnected(String serviceName, DisconnectReason reason) {
					heard.add("disconnected " + serviceName + " " + reason.type());
				}

			}));
		this.time.advanceMillis(105);
		this.server.answerHeartbeat(0);
		client.close();
		client.close();
		assertThat(heard).containsExactly("connected ITestHub", "round trip ITestHub 5000000",
				"disconnected ITestHub CLIENT_CLOSED");
	}

}
