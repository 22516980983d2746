package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a page of 100 out of 100 000 connections, with percentiles over all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConnectionListBenchmark {

	private static final int CONNECTIONS = 100_000;

	/** The last page needs the most sorting. */
	@Param({ "0", "99900" })
	String offset = "0";

	private final List<FakeConnection> connections = new ArrayList<>();

	@Setup
	public void connect() {
		FakeTime time = new FakeTime();
		HeartbeatEngine engine = new HeartbeatEngine(time.timer(), time, Runnable::run, Runnable::run,
				(earliest, interval) -> earliest + ThreadLocalRandom.current().nextLong(interval));
		Heartbeats heartbeats = engine.heartbeats("IBenchHub",
				HeartbeatSettings.of(Duration.ofSeconds(1), Duration.ZERO), null, (value) -> new byte[0],
				HeartbeatListener.NONE);
		for (int i = 0; i < CONNECTIONS; i++) {
			this.connections.add(FakeConnection.acknowledging(heartbeats));
		}
		time.advance(Duration.ofSeconds(2));
	}

	@Benchmark
	public ConnectionList page() {
		ConnectionQuery query = ConnectionQuery.parse(Set.of(), null, null, "latency", "100", this.offset);
		return ConnectionList.of(this.connections.stream().map(WatchedConnection::open), query, List.of()).show(false);
	}

}
