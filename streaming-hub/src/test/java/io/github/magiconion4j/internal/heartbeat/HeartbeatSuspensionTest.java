package io.github.magiconion4j.internal.heartbeat;

import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Heartbeats that are suspended and resumed.
 */
class HeartbeatSuspensionTest {

	private final FakeTime time = new FakeTime();

	private final List<Long> heard = new ArrayList<>();

	private final HeartbeatListener listener = new HeartbeatListener() {

		@Override
		public void acknowledged(HubContext connection, long roundTripNanos) {
			HeartbeatSuspensionTest.this.heard.add(roundTripNanos / 1_000_000);
		}

	};

	private FakeConnection connect(long interval, long timeout) {
		return FakeConnection.started(Engines.heartbeats(this.time,
				Engines.settings(interval, timeout, Liveness.ANY_MESSAGE), null, this.listener));
	}

	@Test
	void theFeatureShowsWhetherItIsSuspended() {
		FakeConnection connection = connect(100, 0);
		HeartbeatFeature feature = connection.heartbeat();
		assertThat(feature.suspended()).isFalse();
		feature.unregister();
		assertThat(feature.suspended()).isTrue();
		feature.resume();
		assertThat(feature.suspended()).isFalse();
		feature.unregister();
		connection.stop();
		assertThat(feature.suspended()).isFalse();
	}

	@Test
	void unregisterStopsHeartbeatsAndTheTimeoutButMeasuresThoseInFlight() {
		FakeConnection connection = connect(100, 100);
		this.time.advanceMillis(150);
		connection.heartbeat().unregister();
		connection.heartbeat().unregister();
		this.time.advanceMillis(10_000);
		connection.acknowledge(0);
		assertThat(connection.sent()).hasSize(1);
		assertThat(connection.isDisconnected()).isFalse();
		assertThat(connection.heartbeat().timedOut()).isFalse();
		assertThat(this.heard).containsExactly(10_050L);
	}

	@Test
	void resumeStartsLikeANewConnection() {
		FakeConnection connection = connect(100, 100);
		this.time.advanceMillis(150); // 0 is unanswered
		connection.heartbeat().unregister();
		this.time.advanceMillis(1000);
		connection.heartbeat().resume();
		connection.heartbeat().resume();
		this.time.advanceMillis(199); // 1 was sent at 1250, and 0 no longer counts
		assertThat(connection.isDisconnected()).isFalse();
		assertThat(connection.sent()).hasSize(2);
		assertThat(connection.sent(1).sequence()).isEqualTo((short) 1);
		connection.acknowledge(1);
		this.time.advanceMillis(50);
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1000);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void aLateAcknowledgementDoesNotEndTheSuspension() {
		FakeConnection connection = FakeConnection
			.started(Engines.heartbeats(this.time, Engines.settings(100, 500, Liveness.ACK), null, this.listener));
		this.time.advanceMillis(350); // 0, 1 and 2
		connection.heartbeat().unregister();
		this.time.advanceMillis(1000);
		connection.heartbeat().resume();
		connection.acknowledge(0);
		this.time.advanceMillis(200);
		assertThat(connection.isDisconnected()).isFalse();
	}

	@Test
	void aHeartbeatThatWaitedWhenItWasSuspendedIsNotSent() {
		FakeConnection connection = connect(100, 100);
		connection.block(true);
		this.time.advanceMillis(120);
		connection.heartbeat().unregister();
		connection.block(false);
		assertThat(connection.sent()).isEmpty();
		connection.heartbeat().resume();
		this.time.advanceMillis(100);
		assertThat(connection.sent()).hasSize(1);
	}

	@Test
	void unregisterBeforeTheConnectionIsReadyMeansNoHeartbeat() {
		FakeConnection connection = new FakeConnection(Engines.heartbeats(this.time, 100, 100));
		connection.heartbeat().unregister();
		connection.start();
		this.time.advanceMillis(1000);
		assertThat(connection.sent()).isEmpty();
		connection.heartbeat().resume();
		this.time.advanceMillis(100);
		assertThat(connection.sent()).hasSize(1);
	}

	@Test
	void nothingResumesAConnectionThatHasEnded() {
		FakeConnection connection = connect(100, 100);
		connection.stop();
		connection.heartbeat().resume();
		this.time.advanceMillis(1000);
		assertThat(connection.sent()).isEmpty();
	}

}
