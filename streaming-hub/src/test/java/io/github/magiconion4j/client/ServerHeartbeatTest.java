package io.github.magiconion4j.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a client does with heartbeats of the server.
 */
class ServerHeartbeatTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private HubClient<ITestHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return TestClient.connect(this.server, this.time, customizer);
	}

	@Test
	void serverHeartbeatsAreAnsweredByDefault() {
		connect((options) -> options);
		this.server.heartbeat(-32768, FakeTime.START.toEpochMilli());
		assertThat(this.server.received())
			.containsExactly(new HeartbeatAck((short) -32768, FakeTime.START.toEpochMilli()));
	}

	@Test
	void serverHeartbeatsAreAnsweredBeforeTheCallback() {
		List<Integer> answeredBefore = new ArrayList<>();
		HubClient<ITestHub> client = connect((options) -> options.withServerHeartbeatReceived((event) -> {
			answeredBefore.add(this.server.received(HeartbeatAck.class).size());
			throw new IllegalStateException("a callback");
		}));
		this.server.heartbeat(0, 1);
		this.server.heartbeat(1, 2);
		assertThat(answeredBefore).containsExactly(1, 2);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void aBlockingCallbackHasNoOtherEffect() {
		Queue<Runnable> held = new ArrayDeque<>();
		List<Long> times = new ArrayList<>();
		connect((options) -> options.withExecutor(held::add)
			.withServerHeartbeatReceived((event) -> times.add(event.serverTime().toEpochMilli())));
		for (int sequence = 0; sequence < 500; sequence++) {
			this.server.heartbeat(sequence, sequence);
		}
		assertThat(this.server.received(HeartbeatAck.class)).hasSize(500);
		assertThat(held).hasSize(1);
		while (!held.isEmpty()) {
			held.remove().run();
		}
		assertThat(times).hasSizeBetween(100, 101).startsWith(0L, 1L).isSorted();
		this.server.heartbeat(500, 500);
		held.remove().run();
		assertThat(times).endsWith(500L);
	}

	@Test
	void metadataIsGivenAsAValue() {
		List<ServerHeartbeatEvent> events = new ArrayList<>();
		connect((options) -> options.withServerHeartbeatReceived(events::add));
		this.server.send("95 7f 00 01 c0 a7 31 2e 32 2e 33 2e 34");
		this.server.send("95 7f 00 01 c0 c0");
		this.server.send("95 7f 00 01 c0");
		assertThat(events.get(0).metadata(String.class)).isEqualTo("1.2.3.4");
		assertThat(events.get(1).metadata(String.class)).isNull();
		assertThat(events.get(1).metadata()).containsExactly(0xc0);
		assertThat(events.get(2).metadata(String.class)).isNull();
		assertThat(events.get(2).metadata()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> events.get(0).metadata(Integer.class))
			.withMessage("The metadata a7312e322e332e34 cannot be converted to Integer");
	}

	/** Only the heartbeat of a server that does not read waits before it. */
	@Test
	void answersAreSentBeforeWaitingCalls() {
		HubClient<ITestHub> client = connect((options) -> options);
		this.server.ready(false);
		client.hub().say("hi");
		this.server.heartbeat(0, 1);
		this.server.ready(true);
		assertThat(this.server.received().get(0)).isInstanceOf(HeartbeatAck.class);
		assertThat(this.server.received()).hasSize(2);
	}

	@Test
	void theClientLeavesAServerThatFloodsAndDoesNotRead() {
		HubClient<ITestHub> client = connect((options) -> options.withMaxQueuedBytes(1000));
		this.server.ready(false);
		for (int sequence = 0; sequence < 1000; sequence++) {
			this.server.heartbeat(sequence, 1);
		}
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.SLOW_CONSUMER);
		assertThat(this.server.isCancelled()).isTrue();
	}

}
