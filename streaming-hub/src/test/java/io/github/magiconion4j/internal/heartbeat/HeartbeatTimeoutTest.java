package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a client is considered dead.
 */
class HeartbeatTimeoutTest {

	private final FakeTime time = new FakeTime();

	private FakeConnection connect(long interval, long timeout, Liveness liveness) {
		return FakeConnection.started(Engines.heartbeats(this.time, Engines.settings(interval, timeout, liveness), null,
				HeartbeatListener.NONE));
	}

	@Test
	void aSilentClientIsDeadOneTimeoutAfterItsFirstUnansweredHeartbeat() {
		AtomicInteger timeouts = new AtomicInteger();
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time,
				Engines.settings(300, 200, Liveness.ANY_MESSAGE), null, new HeartbeatListener() {

					@Override
					public void timedOut(HubContext ended) {
						timeouts.incrementAndGet();
					}

				}));
		this.time.advanceMillis(499);
		assertThat(connection.isDisconnected()).isFalse();
		assertThat(connection.heartbeat().timedOut()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.reason().type()).isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
		assertThat(connection.reason().type().category()).isEqualTo(DisconnectReason.Category.TIMED_OUT);
		assertThat(connection.reason().detail()).startsWith("heartbeat timeout").contains("200 ms");
		assertThat(connection.statusCode()).isEqualTo(HeartbeatSettings.UNAVAILABLE);
		assertThat(connection.heartbeat().timedOut()).isTrue();
		assertThat(timeouts).hasValue(1);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void theStatusOfATimeoutCanBeThatOfCsharp() {
		FakeConnection connection = FakeConnection
			.started(Engines.heartbeats(this.time, new HeartbeatSettings(Duration.ofMillis(100), Duration.ofMillis(100),
					Liveness.ACK, HeartbeatSettings.OK, 0), null, HeartbeatListener.NONE));
		this.time.advanceMillis(200);
		assertThat(connection.statusCode()).isEqualTo(HeartbeatSettings.OK);
	}

	@Test
	void theStatusOfATimeoutCanBeSetAsACode() {
		FakeConnection connection = FakeConnection
			.started(Engines.heartbeats(this.time, new HeartbeatSettings(Duration.ofMillis(100), Duration.ofMillis(100),
					Liveness.ACK, Status.Code.DEADLINE_EXCEEDED, 0), null, HeartbeatListener.NONE));
		this.time.advanceMillis(200);
		assertThat(connection.statusCode()).isEqualTo(4);
	}

	@Test
	void aHeartbeatDelayedByThisSideCausesNoTimeout() {
		FakeConnection connection = connect(300, 200, Liveness.ACK);
		connection.fallBehind(true);
		this.time.advanceMillis(5000);
		assertThat(connection.isDisconnected()).isFalse();
		connection.fallBehind(false);
		this.time.advanceMillis(199); // since it was finally sent
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void withoutATimeoutNoClientIsDead() {
		FakeConnection connection = connect(100, 0, Liveness.ANY_MESSAGE);
		this.time.advance(Duration.ofHours(1));
		assertThat(connection.isDisconnected()).isFalse();
		assertThat(connection.sent()).hasSize(36_000);
	}

	@ParameterizedTest
	@CsvSource({ "300, 1000, 500", "1000, 2000, 1400", "100, 2000, 1999", "1000, 100, 99", "10, 5000, 4999" })
	void aClientWhoseRoundTripIsShorterThanTheTimeoutLives(long interval, long timeout, long roundTrip) {
		FakeConnection connection = connect(interval, timeout, Liveness.ACK);
		long next = interval + roundTrip;
		for (int sequence = 0; sequence < 3 * (timeout / interval + 10); sequence++) {
			this.time.advanceMillis(next);
			connection.acknowledge(sequence);
			next = interval;
		}
		assertThat(connection.isDisconnected()).isFalse();
	}

	@Test
	void anyMessageAnswersAllHeartbeatsSentBeforeIt() {
		FakeConnection connection = connect(1000, 1500, Liveness.ANY_MESSAGE);
		this.time.advanceMillis(2400); // unanswered since 1000: dead at 2500
		connection.receive();
		this.time.advanceMillis(2099); // unanswered since 3000: dead at 4500
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void withLivenessAckOtherMessagesDoNotCount() {
		FakeConnection connection = connect(1000, 1500, Liveness.ACK);
		this.time.advanceMillis(2400);
		connection.receive();
		connection.acknowledge(77); // of no sent heartbeat
		this.time.advanceMillis(100);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void anAcknowledgementAnswersItsHeartbeatAndAllBefore() {
		FakeConnection connection = connect(1000, 3000, Liveness.ACK);
		this.time.advanceMillis(3900); // 0, 1 and 2 were sent at 1000, 2000 and 3000
		connection.acknowledge(1);
		this.time.advanceMillis(2099);
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1); // unanswered since 3000
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void aHeartbeatThatCannotBeSentStillStartsTheTimeout() {
		FakeConnection connection = connect(1000, 500, Liveness.ANY_MESSAGE);
		connection.block(true);
		this.time.advanceMillis(999);
		connection.receive(); // before it was due
		this.time.advanceMillis(500);
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
		assertThat(connection.sent()).isEmpty();
	}

	@Test
	void aClientWithMessagesIsAliveWhateverWaits() {
		FakeConnection connection = connect(1000, 500, Liveness.ANY_MESSAGE);
		connection.block(true);
		for (int i = 0; i < 100; i++) {
			this.time.advanceMillis(450);
			connection.receive();
		}
		assertThat(connection.isDisconnected()).isFalse();
		assertThat(connection.sent()).isEmpty();
	}

	@Test
	void aSilentClientWithAWaitingHeartbeatIsDeadATimeoutAfterTheNextOneWasDue() {
		FakeConnection connection = connect(1000, 500, Liveness.ANY_MESSAGE);
		connection.block(true);
		this.time.advanceMillis(1400);
		connection.receive(); // answers the one that was due at 1000
		this.time.advanceMillis(1099); // the next one was due at 2000
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
		assertThat(connection.sent()).isEmpty();
	}

	@Test
	void aHeartbeatAnsweredWhileItWaitedStartsNoTimeout() {
		FakeConnection connection = connect(1000, 500, Liveness.ANY_MESSAGE);
		connection.block(true);
		this.time.advanceMillis(1100);
		connection.receive();
		this.time.advanceMillis(100);
		connection.block(false); // it is sent at 1200
		assertThat(connection.sent()).hasSize(1);
		this.time.advanceMillis(1299); // the next one was sent at 2000
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void withLivenessAckAHeartbeatThatCannotBeSentStartsTheTimeout() {
		FakeConnection connection = connect(1000, 500, Liveness.ACK);
		connection.block(true);
		this.time.advanceMillis(1400);
		connection.receive();
		this.time.advanceMillis(99);
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void forgottenUnansweredHeartbeatsDoNotChangeTheDeadline() {
		FakeConnection connection = connect(10, 2000, Liveness.ACK);
		this.time.advanceMillis(1000); // 0 to 99 were sent at 10 to 1000
		connection.acknowledge(40);
		this.time.advanceMillis(1419); // unanswered since 420: dead at 2420
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void aClientThatAnswersAtTheVeryLastMomentLives() {
		FakeConnection connection = connect(100, 50, Liveness.ACK);
		this.time.advance(Duration.ofMillis(150).minusNanos(1));
		connection.acknowledge(0);
		this.time.advanceMillis(30);
		assertThat(connection.isDisconnected()).isFalse();
	}

}
