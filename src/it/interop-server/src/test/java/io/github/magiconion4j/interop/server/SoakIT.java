package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many connections that come and go: those that stay are not disconnected, and no memory
 * is kept for those that have ended. The profile {@code soak} runs it for an hour.
 */
class SoakIT {

	private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("soak.seconds", 120));

	private static final int CONNECTIONS = 2000;

	/** The number of connections that end and start in each round. */
	private static final int CHURN = 10;

	private static final Duration TURN = Duration.ofMillis(100);

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** The tolerance for the live heap. */
	private static final long TOLERANCE_BYTES = 8 << 20;

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=1s",
			"--magiconion.streaming-hub.heartbeat.timeout=10s");

	private final List<ManagedChannel> channels = new ArrayList<>();

	private final List<TestHubClient> clients = new ArrayList<>();

	private final Actuator actuator = new Actuator(server);

	private final ServerMemory memory = new ServerMemory(server);

	private final Random random = new Random(20261124);

	@AfterEach
	void disconnect() {
		this.channels.forEach(ManagedChannel::shutdownNow);
	}

	@Test
	void dropsNoConnectionAndLeaksNothing() throws Exception {
		for (int i = 0; i < 20; i++) {
			this.channels.add(NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort()).usePlaintext().build());
		}
		for (int i = 0; i < CONNECTIONS; i++) {
			connect();
		}
		awaitConnections();
		churn(LENGTH.dividedBy(4));
		long early = this.memory.liveHeap();
		churn(LENGTH.minus(LENGTH.dividedBy(4)));
		long late = this.memory.liveHeap();
		System.out.printf("live heap of the server: %d bytes, then %d%n", early, late);
		assertThat(late).isLessThan(early + TOLERANCE_BYTES);
		assertThat(this.actuator.count("heartbeat.timeouts", "rpc.service:IBenchHub")).isZero();
		assertThat(this.actuator.count("heartbeat.acked", "rpc.service:IBenchHub&tag=outcome:measured")).isPositive();
	}

	/** Some connections end, in different ways, and as many start, again and again. */
	private void churn(Duration length) throws Exception {
		long end = System.nanoTime() + length.toNanos();
		while (System.nanoTime() - end < 0) {
			for (int i = 0; i < CHURN; i++) {
				TestHubClient leaving = this.clients.remove(this.random.nextInt(this.clients.size()));
				if (this.random.nextBoolean()) {
					leaving.halfClose();
				}
				else {
					leaving.cancel();
				}
				connect();
			}
			Thread.sleep(TURN.toMillis());
			assertThat(this.clients).allMatch(TestHubClient::isOpen);
		}
		awaitConnections();
	}

	private void connect() {
		this.clients.add(TestHubClient.connectAcknowledging(
				this.channels.get(this.random.nextInt(this.channels.size())), InteropClient.BENCH_HUB));
	}

	private void awaitConnections() {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.actuator.value("connections", "rpc.service:IBenchHub") == CONNECTIONS);
	}

}
