package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that sends more to a busy hub than the server has memory for: the server stops
 * reading at its limit, and everything else continues.
 */
class InboundMemoryIT {

	private static final int MEGABYTE = 1 << 20;

	/** More than fits into the heap. */
	private static final int BODIES = 450;

	/** 6000 milliseconds in MessagePack. */
	private static final int[] BUSY = { 0xcd, 0x17, 0x70 };

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** The tolerance for the live heap. */
	private static final long TOLERANCE_BYTES = 16L * MEGABYTE;

	@RegisterExtension
	static final ServerProcess server = ServerProcess
		.with("--magiconion.streaming-hub.heartbeat.interval=300ms", "--magiconion.streaming-hub.heartbeat.timeout=3s")
		.jvm("-Xmx400m", "-XX:+ExitOnOutOfMemoryError", ServerMemory.TRACKING);

	private final ServerMemory memory = new ServerMemory(server);

	@Test
	void survivesMoreBytesThanItHasMemoryFor() throws Exception {
		try (InteropClient other = InteropClient.connect(server.grpcPort())) {
			String otherId = other.connectionId();
			soak(other, 10); // warms up
			long heap = this.memory.liveHeap();
			soak(other, BODIES);
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.memory.liveHeap()).isLessThan(heap + TOLERANCE_BYTES));
			System.out.printf("live heap: %d bytes, then %d; buffers: %d%n", heap, this.memory.liveHeap(),
					this.memory.buffers());
			InteropClient.stayOpen(Duration.ofSeconds(1), List.of(other));
			assertThat(other.connectionId()).isEqualTo(otherId);
			assertThat(other.ackCount()).isPositive();
		}
		assertThat(server.process().output()).doesNotContain("timeout=True");
	}

	/**
	 * Sends a number of bodies while the hub is busy. Calls of another client are
	 * answered meanwhile, and its own in the end.
	 */
	private static void soak(InteropClient other, int bodies) throws Exception {
		byte[] body = Bodies.text("x".repeat(MEGABYTE));
		try (InteropClient sender = InteropClient.connect(server.grpcPort())) {
			sender.call("SlowAsync", BUSY);
			for (int i = 0; i < bodies; i++) {
				sender.call("EchoAsync", body);
				assertThat(other.isOpen()).isTrue();
			}
			for (int i = 0; i < bodies + 1; i++) {
				sender.answer();
				other.call("NoopAsync", InteropClient.NIL);
				other.answer();
			}
		}
	}

}
