package io.github.magiconion4j.protocol;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures encoding and decoding of envelopes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {

	private static final Slice NIL = Slice.of((byte) 0xc0);

	private static final long NOW = 1_719_792_000_000L;

	private final byte[] ack = new ClientMessage.HeartbeatAck((short) 300, NOW).encode();

	private final byte[] request = new ClientMessage.Request(1000, MethodIds.of("JoinAsync"), NIL).encode();

	private short sequence;

	/** Must allocate only the message itself. */
	@Benchmark
	public byte[] encodeHeartbeat() {
		return new ServerMessage.ServerHeartbeat(this.sequence++, NOW, NIL).encode();
	}

	@Benchmark
	public ClientMessage decodeAcknowledgement() {
		return ClientMessage.decode(this.ack);
	}

	@Benchmark
	public ClientMessage decodeRequest() {
		return ClientMessage.decode(this.request);
	}

	@Benchmark
	public byte[] encodeResponse() {
		return MessageBuffer.response(1000, 1_497_325_507).raw(NIL).toBytes();
	}

}
