package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;

import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No client is disconnected because of delays on this side.
 */
class HeartbeatPauseTest {

	private final FakeTime time = new FakeTime();

	@Test
	void aPauseOfTheProcessExtendsTheDeadline() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 1000, 500));
		this.time.advanceMillis(1200);
		this.time.pause(Duration.ofMinutes(1));
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(200); // 400 of 500 ms have passed
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(150); // a pause shorter than 50 ms may not be detected
		assertThat(connection.isDisconnected()).isTrue();
	}

	/** The timer wakes 50 times per timeout, but every 50 to 200 ms. */
	@ParameterizedTest
	@ValueSource(longs = { 1000, 2500, 5000, 10_000, 60_000 })
	void pausesThatMatterToTheTimeoutAreNoticed(long timeout) {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 60_000, timeout));
		this.time.advanceMillis(60_000);
		long asleep = Math.max(50, Math.min(timeout / 50, 200));
		for (int i = 0; i < 7; i++) { // more are remembered less exactly
			this.time.advanceMillis(timeout / 10 + 7);
			this.time.pause(Duration.ofMillis(asleep + 51));
		}
		long beginningsMissed = 7 * (asleep - 50);
		this.time.advanceMillis(timeout * 3 / 10 - 7 * 7 - beginningsMissed - 1);
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(beginningsMissed + 1 + 7 * 50);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void aPauseBetweenHeartbeatsExtendsNothing() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 1000, 500));
		this.time.advanceMillis(500);
		this.time.pause(Duration.ofSeconds(10)); // the heartbeat of 1000 is sent now
		this.time.advanceMillis(499);
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void severalPausesAddUp() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 10_000, 500));
		this.time.advanceMillis(10_000);
		for (int i = 0; i < 4; i++) {
			this.time.advanceMillis(100);
			this.time.pause(Duration.ofSeconds(1));
		}
		assertThat(connection.isDisconnected()).isFalse();
		connection.acknowledge(0);
		this.time.advanceMillis(4000);
		assertThat(connection.isDisconnected()).isFalse();
	}

	@Test
	void anIdleTimerIsNotAPause() {
		this.time.advance(Duration.ofHours(3));
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 1000, 500));
		this.time.advanceMillis(1500);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void whileThisSideDoesNotReadTheDeadlineIsExtended() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 1000, 500));
		this.time.advanceMillis(1000);
		for (int i = 1; i <= 40; i++) {
			connection.setNotReading(Duration.ofMillis(i * 100L));
			this.time.advanceMillis(100);
		}
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(499); // it reads again
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(2);
		assertThat(connection.isDisconnected()).isTrue();
	}

	@Test
	void aHeartbeatSentLateShowsThatTheClientReads() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 1000, 500));
		connection.block(true);
		this.time.advanceMillis(1400);
		connection.block(false);
		this.time.advanceMillis(499);
		assertThat(connection.isDisconnected()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.isDisconnected()).isTrue();
	}

}
