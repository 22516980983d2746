package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What acknowledgements measure.
 */
class HeartbeatLatencyTest {

	private final FakeTime time = new FakeTime();

	private final List<Long> heard = new ArrayList<>();

	private final HeartbeatListener listener = new HeartbeatListener() {

		@Override
		public void acknowledged(HubContext connection, long roundTripNanos) {
			HeartbeatLatencyTest.this.heard.add(roundTripNanos / 1_000_000);
		}

		@Override
		public void ignored(HubContext connection, IgnoredAck why) {
			HeartbeatLatencyTest.this.ignored.add(why);
		}

	};

	private final List<IgnoredAck> ignored = new ArrayList<>();

	private FakeConnection connect(long interval, long timeout) {
		return FakeConnection.started(Engines.heartbeats(this.time,
				Engines.settings(interval, timeout, Liveness.ANY_MESSAGE), null, this.listener));
	}

	@Test
	void latencyIsTheRoundTripTimeOfTheLastAcknowledgedHeartbeat() {
		FakeConnection connection = connect(300, 200);
		HeartbeatFeature feature = connection.heartbeat();
		this.time.advanceMillis(300);
		this.time.advance(Duration.ofNanos(50_000_001));
		connection.acknowledge(0);
		assertThat(feature.latency()).isEqualTo(Duration.ofNanos(50_000_001));
		assertThat(feature.lastReceivedAt()).isEqualTo(FakeTime.START.plusMillis(350));
	}

	@Test
	void latencyIsZeroBeforeTheFirstAcknowledgement() {
		FakeConnection connection = connect(300, 200);
		this.time.advanceMillis(350);
		HeartbeatFeature feature = connection.heartbeat();
		assertThat(feature.latency()).isZero();
		assertThat(feature.smoothedLatency()).isZero();
		assertThat(feature.latencyVariation()).isZero();
		assertThat(feature.minimumLatency()).isZero();
		assertThat(feature.lastReceivedAt()).isNull();
	}

	@Test
	void theFeatureShowsSentAndUnansweredHeartbeats() {
		FakeConnection connection = connect(100, 800);
		HeartbeatFeature feature = connection.heartbeat();
		assertThat(feature.interval()).isEqualTo(Duration.ofMillis(100));
		assertThat(feature.timeout()).isEqualTo(Duration.ofMillis(800));
		assertThat(feature.sent()).isZero();
		assertThat(feature.outstanding()).isZero();
		assertThat(feature.lastSentAt()).isNull();
		this.time.advanceMillis(530);
		assertThat(feature.sent()).isEqualTo(5);
		assertThat(feature.outstanding()).isEqualTo(5);
		assertThat(feature.lastSentAt()).isEqualTo(FakeTime.START.plusMillis(500));
		connection.acknowledge(3);
		assertThat(feature.outstanding()).isEqualTo(1);
		connection.acknowledge(2);
		assertThat(feature.outstanding()).isEqualTo(1);
		connection.acknowledge(4);
		assertThat(feature.outstanding()).isZero();
		assertThat(feature.sent()).isEqualTo(5);
	}

	@Test
	void latencyIsMeasuredWithoutATimeout() {
		FakeConnection connection = connect(100, 0);
		this.time.advanceMillis(130);
		connection.acknowledge(0);
		assertThat(connection.heartbeat().latency()).isEqualTo(Duration.ofMillis(30));
		assertThat(this.heard).containsExactly(30L);
	}

	@Test
	void smoothedLatencyAndItsVariationAreThoseOfRfc6298() {
		FakeConnection connection = connect(1000, 0);
		this.time.advanceMillis(1100);
		connection.acknowledge(0); // R = 100: SRTT = 100, RTTVAR = 50
		this.time.advanceMillis(1080);
		connection.acknowledge(1); // R = 180: RTTVAR = 3/4 50 + 1/4 80, SRTT = 7/8 100 +
									// 1/8 180
		HeartbeatFeature feature = connection.heartbeat();
		assertThat(feature.smoothedLatency().toMillis()).isEqualTo(110);
		assertThat(feature.latencyVariation().toNanos()).isEqualTo(57_500_000);
		assertThat(feature.minimumLatency()).isEqualTo(Duration.ofMillis(100));
	}

	@Test
	void aRoundTripMayBeLongerThanTheInterval() {
		FakeConnection connection = connect(100, 2000);
		this.time.advanceMillis(1350); // heartbeats 0 to 12 are in flight
		for (int sequence = 0; sequence < 100; sequence++) {
			connection.acknowledge(sequence);
			this.time.advanceMillis(100);
		}
		assertThat(this.heard).hasSize(100).containsOnly(1250L);
		assertThat(connection.isDisconnected()).isFalse();
	}

	@Test
	void upToSixtyFourHeartbeatsAreRemembered() {
		FakeConnection connection = connect(100, 0);
		this.time.advanceMillis(100 * 64);
		connection.acknowledge(0);
		assertThat(this.heard).containsExactly(6300L);
	}

	@Test
	void anOlderAcknowledgementIsLateAndMeasuresNothing() {
		FakeConnection connection = connect(100, 0);
		this.time.advanceMillis(100 * 65);
		connection.acknowledge(0);
		assertThat(this.heard).isEmpty();
		assertThat(this.ignored).containsExactly(IgnoredAck.LATE);
		connection.acknowledge(1);
		assertThat(this.heard).containsExactly(6300L);
	}

	@Test
	void anOvertakenAcknowledgementIsNotMistakenForALaterOne() {
		FakeConnection connection = connect(100, 0);
		this.time.advanceMillis(200);
		connection.acknowledge(1);
		this.time.advanceMillis(900); // 0 was overwritten by 8, then the ring grew
		connection.acknowledge(0);
		assertThat(this.heard).containsExactly(0L);
		assertThat(this.ignored).containsExactly(IgnoredAck.LATE);
	}

	@Test
	void aDuplicateAcknowledgementMeasuresNothing() {
		FakeConnection connection = connect(100, 0);
		this.time.advanceMillis(320);
		connection.acknowledge(1);
		this.time.advanceMillis(10);
		connection.acknowledge(1);
		connection.acknowledge(0);
		connection.acknowledge(0);
		assertThat(this.heard).containsExactly(120L, 230L);
		assertThat(this.ignored).containsExactly(IgnoredAck.DUPLICATE, IgnoredAck.DUPLICATE);
	}

	@Test
	void anUnknownAcknowledgementMeasuresNothing() {
		FakeConnection connection = connect(100, 0);
		for (int sequence : new int[] { -1, 0, 1, 32767, -32768 }) {
			connection.acknowledge(sequence);
		}
		this.time.advanceMillis(130);
		for (int sequence : new int[] { -1, 1, 2, 32767, -32768 }) {
			connection.acknowledge(sequence);
		}
		assertThat(this.heard).isEmpty();
		assertThat(this.ignored).hasSize(10).containsOnly(IgnoredAck.UNKNOWN);
		connection.acknowledge(0);
		assertThat(this.heard).containsExactly(30L);
	}

	@Test
	void latenciesAreCorrectIfTheSequenceWraps() {
		FakeConnection connection = connect(10, 0);
		this.time.advance(Duration.ofMillis(10 * 32768));
		for (int i = 0; i < 70_000; i++) {
			short newest = connection.sent(connection.sent().size() - 1).sequence();
			this.time.advanceMillis(10);
			connection.acknowledge(newest);
		}
		assertThat(this.heard).hasSize(70_000).containsOnly(10L);
	}

	@Test
	void aChangedWallClockDoesNotAffectLatencies() {
		FakeConnection connection = connect(100, 1000);
		this.time.advanceMillis(120);
		this.time.stepWallClock(Duration.ofHours(-1));
		connection.acknowledge(0);
		this.time.advanceMillis(100);
		this.time.stepWallClock(Duration.ofHours(2));
		connection.acknowledge(1);
		this.time.advanceMillis(500);
		assertThat(this.heard).containsExactly(20L, 20L);
		assertThat(connection.isDisconnected()).isFalse();
	}

}
