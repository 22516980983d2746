package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The callback that receives the latency of each acknowledged heartbeat.
 */
class AckCallbackTest {

	private final FakeTime time = new FakeTime();

	private final List<Long> heard = new ArrayList<>();

	private final HeartbeatListener listener = new HeartbeatListener() {

		@Override
		public void acknowledged(HubContext connection, long roundTripNanos) {
			AckCallbackTest.this.heard.add(roundTripNanos / 1_000_000);
		}

	};

	private FakeConnection connect(long interval, long timeout) {
		return FakeConnection.started(Engines.heartbeats(this.time,
				Engines.settings(interval, timeout, Liveness.ANY_MESSAGE), null, this.listener));
	}

	/** A connection whose callbacks run on an executor of the test. */
	private FakeConnection connect(long interval, long timeout, Executor executor) {
		return FakeConnection.started(
				new HeartbeatEngine(this.time.timer(), this.time, executor, Runnable::run, HeartbeatEngine.AS_CSHARP)
					.heartbeats("IFakeHub", Engines.settings(interval, timeout, Liveness.ACK), null,
							(value) -> new byte[0], this.listener));
	}

	@Test
	void theAckCallbackReceivesTheLatency() {
		FakeConnection connection = connect(300, 200);
		List<Duration> calls = new ArrayList<>();
		connection.heartbeat().setAckCallback(calls::add);
		this.time.advanceMillis(350);
		connection.acknowledge(0);
		this.time.advanceMillis(50);
		assertThat(calls).containsExactly(Duration.ofMillis(50));
		connection.heartbeat().setAckCallback(null);
		this.time.advanceMillis(300);
		connection.acknowledge(1);
		assertThat(calls).hasSize(1);
	}

	/** The hub may have forgotten the connection in {@code onDisconnected}. */
	@Test
	void theAckCallbackIsNotCalledAfterTheEnd() {
		FakeConnection connection = connect(300, 200);
		List<Duration> calls = new ArrayList<>();
		connection.heartbeat().setAckCallback(calls::add);
		this.time.advanceMillis(350);
		connection.acknowledge(0);
		connection.stop();
		this.time.advanceMillis(1000);
		assertThat(calls).isEmpty();
	}

	@Test
	void afterATimeoutTheAckCallbackIsNotCalled() {
		List<Runnable> blocked = new ArrayList<>();
		FakeConnection connection = connect(300, 200, blocked::add);
		List<Duration> calls = new ArrayList<>();
		connection.heartbeat().setAckCallback(calls::add);
		this.time.advanceMillis(350);
		connection.acknowledge(0);
		this.time.advanceMillis(1000);
		assertThat(connection.isDisconnected()).isTrue();
		blocked.remove(0).run();
		assertThat(calls).isEmpty();
	}

	@Test
	void aReplacedAckCallbackIsNotCalledAnyMore() {
		FakeConnection connection = connect(300, 200);
		List<Duration> calls = new ArrayList<>();
		List<Duration> later = new ArrayList<>();
		connection.heartbeat().setAckCallback(calls::add);
		this.time.advanceMillis(350);
		connection.acknowledge(0);
		connection.heartbeat().setAckCallback(later::add);
		this.time.advanceMillis(300);
		connection.acknowledge(1);
		this.time.advanceMillis(200);
		assertThat(calls).isEmpty();
		assertThat(later).containsExactly(Duration.ofMillis(50));
	}

	/** Calls that are queued behind one that blocks. */
	@Test
	void queuedCallsOfTheAckCallbackEndWithTheConnection() {
		List<Runnable> blocked = new ArrayList<>();
		FakeConnection connection = connect(100, 0, blocked::add);
		List<Duration> calls = new ArrayList<>();
		connection.heartbeat().setAckCallback((latency) -> {
			calls.add(latency);
			connection.stop(); // while this call blocks
		});
		for (int sequence = 0; sequence < 5; sequence++) {
			this.time.advanceMillis(100);
			connection.acknowledge(sequence);
		}
		this.time.advanceMillis(100);
		blocked.remove(0).run();
		assertThat(calls).hasSize(1);
	}

	@Test
	void aThrowingAckCallbackHasNoOtherEffect() {
		FakeConnection connection = connect(100, 200);
		connection.heartbeat().setAckCallback((latency) -> {
			this.heard.add(-1L);
			throw new IllegalStateException("a callback");
		});
		for (int sequence = 0; sequence < 3; sequence++) {
			this.time.advanceMillis(100);
			connection.acknowledge(sequence);
		}
		this.time.advanceMillis(50);
		assertThat(this.heard).containsExactly(0L, -1L, 0L, -1L, 0L, -1L);
	}

	@Test
	void aBlockingAckCallbackHasNoOtherEffect() {
		List<Runnable> blocked = new ArrayList<>();
		FakeConnection connection = connect(100, 200, blocked::add);
		List<Duration> calls = new ArrayList<>();
		connection.heartbeat().setAckCallback(calls::add);
		for (int sequence = 0; sequence < 500; sequence++) {
			this.time.advanceMillis(100);
			connection.acknowledge(sequence);
		}
		assertThat(this.heard).hasSize(500);
		assertThat(blocked).hasSize(1);
		while (!blocked.isEmpty()) {
			blocked.remove(0).run();
		}
		assertThat(calls).hasSize(100);
	}

}
