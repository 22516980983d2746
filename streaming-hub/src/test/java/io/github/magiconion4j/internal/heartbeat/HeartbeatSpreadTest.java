package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.StubConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the heartbeats of many connections are spread over the interval, and which of them
 * share their time.
 */
class HeartbeatSpreadTest {

	private static final long START = FakeTime.START.toEpochMilli();

	private final FakeTime time = new FakeTime();

	/** Connections of 100 TCP connections on two event loops, made at any pace. */
	@ParameterizedTest
	@CsvSource({ "0", "0.5", "0.714", "1", "2", "7" })
	void manyConnectionsHaveSeparateHeartbeats(double paceMillis) {
		assertApart(10, paceMillis, (number) -> number % 100, 200);
		assertApart(10, paceMillis, (number) -> number / 100, 200);
		assertApart(10, paceMillis, (number) -> number, 200);
	}

	/**
	 * Where a hundredth of the interval is not a multiple of a tick, some hundredths have
	 * a tick more than others.
	 */
	@ParameterizedTest
	@CsvSource({ "2", "5", "7", "12", "15", "20", "30", "45", "60" })
	void manyConnectionsHaveSeparateHeartbeatsAtAnyInterval(long seconds) {
		assertApart(seconds, 0.714, (number) -> number % 100, 250);
		assertApart(seconds, 0.714, (number) -> number, 250);
	}

	private void assertApart(long seconds, double paceMillis, IntUnaryOperator transport, int most) {
		Duration interval = Duration.ofSeconds(seconds);
		Heartbeats heartbeats = spread(20261122, interval);
		long slot = interval.toMillis() / 100;
		int[] slots = new int[100]; // the mean is 100
		for (int i = 0; i < 10_000; i++) {
			int number = transport.applyAsInt(i);
			new OfLoop(heartbeats, number, "loop " + number % 2,
					() -> slots[(int) (this.time.instant().toEpochMilli() / slot % 100)]++)
				.start();
			this.time.advance(Duration.ofNanos((long) (1e6 * paceMillis)));
		}
		this.time.advance(interval.multipliedBy(3).dividedBy(2));
		Arrays.fill(slots, 0);
		this.time.advance(interval);
		assertThat(Arrays.stream(slots)).allMatch((count) -> count <= most);
	}

	/** Long intervals share the wakes of the timer, and so do their deadlines. */
	@ParameterizedTest
	@CsvSource({ "5, 0, 20", "10, 0, 10", "10, 10, 10", "15, 5, 10", "20, 0, 5", "30, 0, 5", "30, 10, 5", "30, 2, 20",
			"60, 20, 5" })
	void atLongIntervalsTheTimerWakesAFewTimesASecond(long seconds, long timeout, long wakesPerSecond) {
		Heartbeats heartbeats = spread(20261201, Duration.ofSeconds(seconds), Duration.ofSeconds(timeout));
		List<FakeConnection> connections = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			connections.add(FakeConnection.started(heartbeats));
			this.time.advanceMillis(7);
		}
		for (long i = 0; i < 2 * seconds; i++) { // until all have begun
			this.time.advance(Duration.ofSeconds(1));
			connections.forEach(HeartbeatSpreadTest::acknowledgeLast);
		}
		long before = this.time.wakeUps();
		for (long i = 0; i < 2 * seconds; i++) {
			this.time.advance(Duration.ofSeconds(1));
			connections.forEach(HeartbeatSpreadTest::acknowledgeLast);
		}
		assertThat(this.time.wakeUps() - before).isLessThanOrEqualTo(2 * seconds * wakesPerSecond);
		for (int i = 0; i < connections.size(); i++) {
			long wait = connections.get(i).sent(0).serverSentAt() - (START + 7L * i);
			assertThat(wait).isBetween(500 * seconds, 1500 * seconds);
		}
	}

	private static void acknowledgeLast(FakeConnection connection) {
		if (!connection.sent().isEmpty()) {
			connection.acknowledge(connection.sent().size() - 1);
		}
	}

	@Test
	void theDeadlineOfAHeartbeatThatWasABitLateNeedsNoWakeOfItsOwn() {
		FakeConnection connection = FakeConnection
			.started(spread(20261130, Duration.ofSeconds(30), Duration.ofSeconds(10)));
		long tick = Duration.ofMillis(200).toNanos();
		this.time.advance(Duration.ZERO);
		while (connection.sent().isEmpty()) {
			OptionalLong wake = this.time.timer().nextWake();
			assertThat(Math.floorMod(wake.orElseThrow(), tick)).isZero();
			this.time.pause(Duration.ofNanos(wake.getAsLong() - this.time.timer().now()).plusMillis(4));
		}
		connection.acknowledge(0);
		long before = this.time.wakeUps();
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.time.wakeUps() - before).isLessThanOrEqualTo(5 * 20);
	}

	/** Heartbeats whose first ones are spread as in production. */
	private Heartbeats spread(long seed, Duration interval) {
		return spread(seed, interval, Duration.ZERO);
	}

	private Heartbeats spread(long seed, Duration interval, Duration timeout) {
		return new HeartbeatEngine(this.time.timer(), this.time, Runnable::run, Runnable::run, new Phases(seed))
			.heartbeats("IFakeHub", HeartbeatSettings.of(interval, timeout), null, (value) -> new byte[0],
					HeartbeatListener.NONE);
	}

	/** Enough connections that most of them share a time. */
	private static final int MANY = 75 * 40;

	private static void startMany(Heartbeats heartbeats) {
		for (int i = 0; i < MANY; i++) {
			FakeConnection.started(heartbeats, "transport " + i % 4);
		}
	}

	@Test
	void seventyFiveOfManyConnectionsOfATransportShareTheirTimeForGood() {
		Heartbeats heartbeats = spread(20261124, Duration.ofSeconds(1));
		startMany(heartbeats);
		List<FakeConnection> connections = new ArrayList<>();
		for (int i = 0; i < 150; i++) {
			connections.add(FakeConnection.started(heartbeats, "a transport"));
			this.time.advanceMillis(100);
		}
		FakeConnection other = FakeConnection.started(heartbeats, "another");
		this.time.advanceMillis(10_000);
		List<Long> phases = connections.stream()
			.map((connection) -> connection.sent(connection.sent().size() - 1).serverSentAt() % 1000)
			.toList();
		assertThat(phases.subList(0, 75)).containsOnly(phases.get(0));
		assertThat(phases.subList(75, 150)).containsOnly(phases.get(75)).doesNotContain(phases.get(0));
		assertThat(other.sent(0).serverSentAt() % 1000).isNotIn(phases);
	}

	@Test
	void twentyOfManyConnectionsOfAnEventLoopShareTheirTimeIfEachHasATransportOfItsOwn() {
		Heartbeats heartbeats = spread(20261128, Duration.ofSeconds(1));
		startMany(heartbeats);
		Map<String, List<Long>> phases = new HashMap<>();
		for (int i = 0; i < 60; i++) {
			for (String loop : List.of("a", "b")) {
				List<Long> ofLoop = phases.computeIfAbsent(loop, (key) -> new ArrayList<>());
				new OfLoop(heartbeats, new Object(), loop, () -> ofLoop.add(this.time.timer().now())).start();
			}
		}
		this.time.advanceMillis(1500); // once or twice each
		assertThat(phases.get("a")).doesNotContainAnyElementsOf(phases.get("b"));
		phases.values().forEach((times) -> {
			Map<Long, Long> shared = times.stream()
				.collect(Collectors.groupingBy((due) -> Math.floorMod(due, 1_000_000_000L), Collectors.counting()));
			assertThat(shared).hasSize(3);
			assertThat(shared.values()).allMatch((count) -> count == 20 || count == 40);
		});
	}

	/** They may share a transport, and start at the same time. */
	@Test
	void fewConnectionsAreSpreadAllOverTheInterval() {
		Heartbeats heartbeats = spread(20261129, Duration.ofSeconds(1));
		List<FakeConnection> connections = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			connections.add(FakeConnection.started(heartbeats, "a transport"));
		}
		this.time.advanceMillis(3000);
		assertThat(connections.stream().map((connection) -> connection.sent(1).serverSentAt() % 1000 / 250).distinct())
			.hasSize(4);
		assertThat(connections.stream().map((connection) -> connection.sent(1).serverSentAt()).distinct())
			.hasSizeGreaterThan(30);
	}

	/** A connection whose event loop is known. */
	private static final class OfLoop extends StubConnection {

		private final String loop;

		private final Runnable due;

		OfLoop(Heartbeats heartbeats, Object transport, String loop, Runnable due) {
			super(heartbeats, transport);
			this.loop = loop;
			this.due = due;
		}

		@Override
		public String eventLoop() {
			return this.loop;
		}

		@Override
		public void requestHeartbeat() {
			this.due.run();
		}

	}

}
