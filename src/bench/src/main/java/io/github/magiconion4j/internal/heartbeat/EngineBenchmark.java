package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.testing.StubConnection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the heartbeat engine without a transport: a heartbeat is due, sent and
 * acknowledged. One operation is one heartbeat. The allocation that {@code -prof gc}
 * reports is the message.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {

	private static final int CONNECTIONS = 10_000;

	/** 0: no timeout. */
	@Param({ "0", "5" })
	public int timeoutSeconds;

	private long now;

	private HubTimer timer = new HubTimer(() -> this.now);

	private Connection[] connections = {};

	@Setup(Level.Iteration)
	public void connect() {
		this.timer = new HubTimer(() -> this.now);
		HeartbeatEngine engine = new HeartbeatEngine(this.timer, InstantSource.system(), Runnable::run, Runnable::run,
				new Phases(0));
		Heartbeats heartbeats = engine.heartbeats("IBenchHub",
				HeartbeatSettings.of(Duration.ofSeconds(1), Duration.ofSeconds(this.timeoutSeconds)), null,
				(value) -> new byte[0], HeartbeatListener.NONE);
		this.connections = new Connection[CONNECTIONS];
		for (int i = 0; i < CONNECTIONS; i++) {
			this.connections[i] = new Connection(heartbeats);
			this.connections[i].start();
		}
		second();
		second(); // the first heartbeats were sent
	}

	/** One second, in which each connection has one heartbeat. */
	@Benchmark
	@OperationsPerInvocation(CONNECTIONS)
	public long tickSendAndAcknowledge() {
		second();
		return this.connections[0].sequence;
	}

	private void second() {
		for (int tick = 0; tick < 250; tick++) {
			this.now += TimeUnit.MILLISECONDS.toNanos(4);
			this.timer.runDue();
		}
	}

	/**
	 * Sends immediately, to a client that answers immediately. Sent messages are not
	 * kept.
	 */
	private static final class Connection extends StubConnection {

		private short sequence;

		Connection(Heartbeats heartbeats) {
			super(heartbeats, new Object());
		}

		@Override
		public void requestHeartbeat() {
			if (connectionHeartbeat().get() != null) {
				connectionHeartbeat().messageReceived();
				connectionHeartbeat().acknowledged(this.sequence++);
			}
		}

	}

}
