package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.HexFormat;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * When heartbeats are sent, and their content.
 */
class HeartbeatSendingTest {

	private static final long START = FakeTime.START.toEpochMilli();

	private final FakeTime time = new FakeTime();

	@Test
	void eachHeartbeatCarriesItsSequenceAndSendTime() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 0));
		this.time.advanceMillis(310);
		assertThat(connection.sent().stream().map(HexFormat.of()::formatHex)).containsExactly(hex(0, START + 100),
				hex(1, START + 200), hex(2, START + 300));
	}

	@Test
	void aWaitingHeartbeatCarriesItsSendTime() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 0));
		connection.block(true);
		this.time.advanceMillis(170);
		connection.block(false);
		assertThat(connection.sent()).hasSize(1);
		assertThat(connection.sent(0).serverSentAt()).isEqualTo(START + 170);
	}

	@Test
	void neverMoreThanOneHeartbeatWaits() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 0));
		connection.block(true);
		this.time.advanceMillis(1050);
		connection.block(false);
		assertThat(connection.sent()).hasSize(1);
		assertThat(connection.sent(0).sequence()).isZero();
		this.time.advanceMillis(100);
		assertThat(connection.sent(1).serverSentAt()).isEqualTo(START + 1100);
	}

	@Test
	void sequencesOfConnectionsAreTheirOwn() {
		Heartbeats heartbeats = Engines.heartbeats(this.time, 100, 0);
		FakeConnection first = FakeConnection.started(heartbeats);
		this.time.advanceMillis(250);
		FakeConnection second = FakeConnection.started(heartbeats);
		this.time.advanceMillis(100);
		assertThat(first.sent(2).sequence()).isEqualTo((short) 2);
		assertThat(second.sent(0).sequence()).isZero();
	}

	@Test
	void sequencesWrapAsInt16() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 10, 0));
		this.time.advance(Duration.ofMillis(10 * 32769));
		assertThat(connection.sent(32767).sequence()).isEqualTo(Short.MAX_VALUE);
		assertThat(connection.sent(32768).sequence()).isEqualTo(Short.MIN_VALUE);
	}

	@ParameterizedTest
	@CsvSource({ "0, 500", "0.25, 750", "0.5, 1000", "0.999, 1499" })
	void theFirstHeartbeatIsSentAfterHalfToOneAndAHalfIntervals(double phase, long firstMillis) {
		Heartbeats heartbeats = Engines.engine(this.time, (earliest, interval) -> earliest + (long) (interval * phase))
			.heartbeats("IFakeHub", HeartbeatSettings.of(Duration.ofSeconds(1), Duration.ZERO), null,
					(value) -> new byte[0], HeartbeatListener.NONE);
		FakeConnection connection = FakeConnection.started(heartbeats);
		this.time.advanceMillis(5000);
		assertThat(connection.sent(0).serverSentAt()).isEqualTo(START + firstMillis);
		assertThat(connection.sent(1).serverSentAt()).isEqualTo(START + firstMillis + 1000);
	}

	@Test
	void anIntervalOfAnyLengthBeginsAsInCsharpWhereThatIsWanted() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 30_000, 0));
		this.time.advance(Duration.ofSeconds(60));
		assertThat(connection.sent(0).serverSentAt()).isEqualTo(START + 30_000);
		assertThat(connection.sent(1).serverSentAt()).isEqualTo(START + 60_000);
	}

	@Test
	void theNextHeartbeatAfterAPauseKeepsThePhase() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 0));
		this.time.pause(Duration.ofMillis(1230));
		assertThat(connection.sent()).hasSize(1);
		this.time.advanceMillis(80);
		assertThat(connection.sent(1).serverSentAt()).isEqualTo(START + 1300);
	}

	@Test
	void nothingIsSentAfterTheEnd() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 100));
		this.time.advanceMillis(150);
		connection.stop();
		this.time.advanceMillis(1000);
		assertThat(connection.sent()).hasSize(1);
		assertThat(connection.isDisconnected()).isFalse();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aConnectionThatEndedBeforeItWasReadyHasNoHeartbeat() {
		FakeConnection connection = new FakeConnection(Engines.heartbeats(this.time, 100, 100));
		connection.stop();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "9, 0", "0, 0", "-5, 0", "10, 9", "10, -1" })
	void invalidDurationsAreRejected(long interval, long timeout) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Engines.settings(interval, timeout, Liveness.ANY_MESSAGE));
	}

	private static String hex(int sequence, long time) {
		return "957f" + HexFormat.of().toHexDigits((byte) sequence) + "cf" + HexFormat.of().toHexDigits(time) + "c0c0";
	}

}
