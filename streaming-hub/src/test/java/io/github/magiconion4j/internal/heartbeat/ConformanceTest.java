package io.github.magiconion4j.internal.heartbeat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.heartbeat.RawMetadata;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MagicOnion's tests H1 to H15 of the server's heartbeat manager, with the same setups.
 * There are three differences. A connection's first heartbeat is sent after 0.5 to 1.5
 * intervals: here after exactly one, as in C#. Each connection has its own sequence,
 * while C# shares one. And this clock runs timers when they are due, while C#'s test
 * clock jumps and then runs overdue timers: a heartbeat due at 300 ms is sent at 300 here
 * and at 350 there.
 */
class ConformanceTest {

	private static final long START = FakeTime.START.toEpochMilli();

	private final FakeTime time = new FakeTime();

	private FakeConnection connect(long interval, long timeout) {
		return FakeConnection.started(Engines.heartbeats(this.time, interval, timeout));
	}

	private List<FakeConnection> connectThree(long interval, long timeout) {
		Heartbeats heartbeats = Engines.heartbeats(this.time, interval, timeout);
		return Stream.generate(() -> FakeConnection.started(heartbeats)).limit(3).toList();
	}

	/** Only acknowledgements are signs of life, as in C#. */
	private FakeConnection connectWithAcksAlone(long interval, long timeout) {
		return FakeConnection.started(Engines.heartbeats(this.time, Engines.settings(interval, timeout, Liveness.ACK),
				null, HeartbeatListener.NONE));
	}

	/** There is no infinite interval here: a hub without heartbeats has none. */
	@Test
	void h01_register() {
		FakeConnection connection = connect(HeartbeatSettings.MAXIMUM.toMillis(), 0);
		assertThat(connection.heartbeat()).isNotNull();
		assertThat(connection.heartbeat().timedOut()).isFalse();
		this.time.advance(Duration.ofHours(1));
		assertThat(connection.sent()).isEmpty();
		assertThat(connection.isDisconnected()).isFalse();
	}

	@Test
	void h02_handleDispose() {
		FakeConnection connection = connect(HeartbeatSettings.MAXIMUM.toMillis(), 0);
		connection.stop();
		connection.stop();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	/** 50 ms in C#, where the clock jumps. */
	@Test
	void h03_latency() {
		FakeConnection connection = connect(300, 200);
		this.time.advanceMillis(350);
		this.time.advanceMillis(50);
		connection.acknowledge(0);
		assertThat(connection.heartbeat().latency()).isEqualTo(Duration.ofMillis(100));
	}

	@Test
	void h04_latencyBeforeSend() {
		assertThat(connect(300, 200).heartbeat().latency()).isZero();
	}

	@Test
	void h05_latencyBeforeAck() {
		FakeConnection connection = connect(300, 200);
		this.time.advanceMillis(350);
		assertThat(connection.sent()).hasSize(1);
		assertThat(connection.heartbeat().latency()).isZero();
	}

	@Test
	void h06_intervalDisableTimeout() {
		List<FakeConnection> connections = connectThree(100, 0);
		for (int i = 0; i < 3; i++) {
			this.time.advanceMillis(100);
		}
		assertThat(connections)
			.allSatisfy((connection) -> assertThat(hex(connection)).containsExactly("957f00cf000001906b975c64c0c0",
					"957f01cf000001906b975cc8c0c0", "957f02cf000001906b975d2cc0c0"));
	}

	@Test
	void h07_intervalKeep() {
		List<FakeConnection> connections = connectThree(300, 200);
		this.time.advanceMillis(350);
		assertThat(connections).noneMatch(FakeConnection::isDisconnected);
		connections.forEach((connection) -> connection.acknowledge(0));
		this.time.advanceMillis(250);
		assertThat(connections).noneMatch(FakeConnection::isDisconnected);
	}

	@Test
	void h08_intervalWithTimeout() {
		List<FakeConnection> connections = connectThree(300, 200);
		this.time.advanceMillis(350);
		assertThat(connections).noneMatch((connection) -> connection.heartbeat().timedOut());
		this.time.advanceMillis(250);
		assertThat(connections).allMatch((connection) -> connection.heartbeat().timedOut());
	}

	@Test
	void h09_intervalStopAfterHandleDisposed() {
		List<FakeConnection> connections = connectThree(100, 0);
		this.time.advanceMillis(300);
		connections.forEach(FakeConnection::stop);
		this.time.advanceMillis(300);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.sent()).hasSize(3));
	}

	@Test
	void h10_customMetadataProvider() {
		RawMetadata hello = RawMetadata.of("Hello".getBytes(StandardCharsets.US_ASCII));
		Heartbeats heartbeats = Engines.heartbeats(this.time, Engines.settings(100, 0, Liveness.ANY_MESSAGE),
				() -> hello, HeartbeatListener.NONE);
		List<FakeConnection> connections = Stream.generate(() -> FakeConnection.started(heartbeats)).limit(3).toList();
		this.time.advanceMillis(300);
		assertThat(connections).allSatisfy(
				(connection) -> assertThat(hex(connection)).containsExactly("957f00cf000001906b975c64c048656c6c6f",
						"957f01cf000001906b975cc8c048656c6c6f", "957f02cf000001906b975d2cc048656c6c6f"));
	}

	@Test
	void h11_timeoutLongerThanIntervalKeep() {
		FakeConnection connection = connectWithAcksAlone(1000, 3000);
		this.time.advanceMillis(3900);
		for (int sequence = 0; sequence < 3; sequence++) {
			connection.acknowledge(sequence);
		}
		this.time.advanceMillis(100);
		assertThat(connection.isDisconnected()).isFalse();
		assertThat(connection.sent()).hasSize(4);
	}

	/**
	 * In C#, only the acknowledgement of the newest heartbeat counts, and this connection
	 * ends at 4 s. Here, any acknowledgement answers its heartbeat and those before it,
	 * so the heartbeat of 2 s is the first unanswered one.
	 */
	@Test
	void h12_timeoutLongerThanIntervalLost() {
		FakeConnection connection = connectWithAcksAlone(1000, 3000);
		this.time.advanceMillis(3900);
		connection.acknowledge(0);
		this.time.advanceMillis(100);
		assertThat(connection.sent()).hasSize(4);
		this.time.advanceMillis(999);
		assertThat(connection.heartbeat().timedOut()).isFalse();
		this.time.advanceMillis(1);
		assertThat(connection.heartbeat().timedOut()).isTrue();
	}

	/** Sent 350 and 700 ms after the start in C#, where the clock jumps. */
	@Test
	void h13_sequence() {
		FakeConnection connection = connect(300, 200);
		this.time.advanceMillis(350);
		connection.acknowledge(0);
		this.time.advanceMillis(350);
		connection.acknowledge(1);
		assertThat(connection.sent()).hasSize(2);
		assertThat(connection.sent(0).sequence()).isZero();
		assertThat(connection.sent(0).serverSentAt()).isEqualTo(START + 300);
		assertThat(connection.sent(1).sequence()).isEqualTo((short) 1);
		assertThat(connection.sent(1).serverSentAt()).isEqualTo(START + 600);
	}

	@Test
	void h14_writeServerHeartbeatMessageHeader() {
		assertThat(header(0, 123_456)).isEqualTo("957f00ce0001e240c0");
		assertThat(header(1, 456_789)).isEqualTo("957f01ce0006f855c0");
	}

	/** 50 ms in C#, where the clock jumps. */
	@Test
	void h15_ackCallback() {
		FakeConnection connection = connect(300, 200);
		List<Duration> latencies = new ArrayList<>();
		connection.heartbeat().setAckCallback(latencies::add);
		this.time.advanceMillis(350);
		this.time.advanceMillis(50);
		connection.acknowledge(0);
		this.time.advanceMillis(50);
		assertThat(latencies).containsExactly(Duration.ofMillis(100));
	}

	private static List<String> hex(FakeConnection connection) {
		return connection.sent().stream().map(HexFormat.of()::formatHex).toList();
	}

	private static String header(int sequence, long millis) {
		byte[] bytes = new ServerMessage.ServerHeartbeat((short) sequence, millis, Slice.of()).encode();
		return HexFormat.of().formatHex(bytes);
	}

}
