package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msgpack.core.MessageUnpacker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Long round trips: clients that answer stay connected, and the measured latency is
 * correct.
 */
class LatencyIT {

	private static final int CLIENTS = 20;

	/** A generous bound for a busy machine; the printed errors are much smaller. */
	private static final double TOLERANCE_MILLIS = 50;

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=300ms",
			"--magiconion.streaming-hub.heartbeat.timeout=1s",
			"--magiconion.streaming-hub.heartbeat.hubs.IBenchHub.interval=1s",
			"--magiconion.streaming-hub.heartbeat.hubs.IBenchHub.timeout=2s");

	@RegisterExtension
	static final ServerProcess withoutTimeout = ServerProcess
		.with("--magiconion.streaming-hub.heartbeat.interval=300ms");

	@Test
	void roundTripsUpToTheTimeout() throws Exception {
		measure(server, Duration.ofSeconds(5), 0, 20, 100, 500);
	}

	@Test
	void roundTripsWithoutATimeout() throws Exception {
		measure(withoutTimeout, Duration.ofSeconds(3), 0, 500);
	}

	@Test
	void aRoundTripLongerThanTheInterval() throws Exception {
		int added = 1400;
		try (Distance far = new Distance(server, added, InteropClient.BENCH_HUB)) {
			InteropClient.stayOpen(Duration.ofSeconds(8), far.clients);
			far.clients.get(0).call("LatencyReportAsync", InteropClient.NIL);
			MessageUnpacker report = far.clients.get(0).value();
			assertThat(report.unpackArrayHeader()).isGreaterThan(1);
			long count = report.unpackLong();
			double median = report.unpackLong() / 1000.0;
			System.out.printf("round trip + %d ms: %d acknowledgements, median %.3f ms%n", added, count, median);
			assertThat(count).isGreaterThan(CLIENTS);
			assertThat(median).isBetween((double) added, added + 2 * TOLERANCE_MILLIS);
		}
	}

	/**
	 * Compares the server's latencies for clients at a distance with those for the
	 * nearest clients, the control group.
	 */
	private static void measure(ServerProcess server, Duration time, int... addedMillis) throws Exception {
		List<Distance> distances = new ArrayList<>();
		try {
			for (int added : addedMillis) {
				distances.add(new Distance(server, added, InteropClient.INTEROP_HUB));
			}
			long begin = System.nanoTime();
			while (System.nanoTime() - begin < time.toNanos()) {
				for (Distance distance : distances) {
					distance.ask();
				}
			}
			double control = distances.get(0).median();
			for (Distance distance : distances) {
				double error = distance.median() - control - distance.addedMillis;
				System.out.printf("round trip + %d ms: %d latencies, minimum %.3f, median %.3f ms, error %.3f ms%n",
						distance.addedMillis, distance.latencies.size(), distance.minimum(), distance.median(), error);
				assertThat(distance.minimum()).isGreaterThanOrEqualTo(distance.addedMillis);
				assertThat(error).as("error of the median").isBetween(-TOLERANCE_MILLIS, TOLERANCE_MILLIS);
				assertThat(distance.clients).allMatch(InteropClient::isOpen);
			}
		}
		finally {
			distances.forEach(Distance::close);
		}
		assertThat(server.process().output()).doesNotContain("timeout=True");
	}

	/** Clients whose round trips take this much longer. */
	private static final class Distance implements AutoCloseable {

		private final int addedMillis;

		private final TcpProxy proxy;

		private final List<InteropClient> clients;

		private final List<Double> latencies = new ArrayList<>();

		Distance(ServerProcess server, int addedMillis, String serviceName) throws Exception {
			this.addedMillis = addedMillis;
			this.proxy = TcpProxy.to(server.grpcPort(), Duration.ofMillis(addedMillis));
			this.clients = InteropClient.connect(CLIENTS, this.proxy.port(), serviceName);
		}

		/** The last latency of each client, if there is one. */
		void ask() throws IOException, InterruptedException {
			this.clients.forEach((client) -> client.call("LatencyMillisAsync", InteropClient.NIL));
			for (InteropClient client : this.clients) {
				double latency = client.value().unpackDouble();
				if (latency > 0) {
					this.latencies.add(latency);
				}
			}
		}

		double minimum() {
			return sorted()[0];
		}

		double median() {
			return sorted()[this.latencies.size() / 2];
		}

		private double[] sorted() {
			assertThat(this.latencies).hasSizeGreaterThan(CLIENTS);
			return this.latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		}

		@Override
		public void close() {
			InteropClient.closeAll(this.clients);
			this.proxy.close();
		}

	}

}
