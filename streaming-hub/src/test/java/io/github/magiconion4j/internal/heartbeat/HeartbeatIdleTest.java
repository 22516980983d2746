package io.github.magiconion4j.internal.heartbeat;

import java.util.List;
import java.util.stream.Stream;

import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections without anything to send cost nothing.
 */
class HeartbeatIdleTest {

	private final FakeTime time = new FakeTime();

	private final Heartbeats heartbeats = Engines.heartbeats(this.time, 10_000, 5000);

	private List<FakeConnection> connections(int count) {
		return Stream.generate(() -> FakeConnection.acknowledging(this.heartbeats)).limit(count).toList();
	}

	private long wakeUpsInAMinute() {
		long before = this.time.wakeUps();
		this.time.advanceMillis(60_000);
		return this.time.wakeUps() - before;
	}

	@Test
	void withoutConnectionsTheTimerNeverWakes() {
		assertThat(wakeUpsInAMinute()).isZero();
		List<FakeConnection> connections = connections(100);
		assertThat(wakeUpsInAMinute()).isGreaterThan(60);
		connections.forEach(FakeConnection::stop);
		assertThat(wakeUpsInAMinute()).isZero();
	}

	@Test
	void whileAllHeartbeatsAreSuspendedTheTimerNeverWakes() {
		List<FakeConnection> connections = connections(100);
		this.time.advanceMillis(20_000);
		connections.forEach((connection) -> connection.heartbeat().suspend());
		assertThat(wakeUpsInAMinute()).isZero();
		connections.get(0).heartbeat().resume();
		assertThat(wakeUpsInAMinute()).isPositive();
		assertThat(connections.get(0).sent()).hasSizeGreaterThan(5);
	}

}
