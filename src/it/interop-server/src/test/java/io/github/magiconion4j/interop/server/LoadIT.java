package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.interop.testing.Peer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many MagicOnion clients at once: no client and no message is lost, and the number of
 * meters stays bounded.
 */
class LoadIT {

	private static final int CONNECTIONS = 1000;

	/** The default of {@code heartbeat.metrics.per-connection-limit}. */
	private static final int GAUGE_LIMIT = 100;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Order(1)
	@RegisterExtension
	static final Peer peer = new Peer();

	@Order(2)
	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=1s",
			"--magiconion.streaming-hub.heartbeat.timeout=5s");

	private final Actuator actuator = new Actuator(server);

	@Test
	void keepsAThousandConnectionsAndTheMetersBounded() throws IOException, InterruptedException {
		try (ChildProcess load = peer.start("load", "--address", server.address(), "--connections",
				String.valueOf(CONNECTIONS), "--channels", "50", "--seconds", "10")) {
			Awaitility.await()
				.atMost(PATIENCE)
				.failFast("the load ended", () -> assertThat(load.isAlive()).withFailMessage(load::output).isTrue())
				.until(() -> gauges() > 0 && connections() == CONNECTIONS);
			AtomicInteger most = new AtomicInteger();
			Awaitility.await().atMost(PATIENCE).until(() -> {
				most.accumulateAndGet(gauges(), Math::max);
				return !load.isAlive();
			});
			String output = Peer.result(load);
			System.out.println(output);
			assertThat(output).contains(" dropped 0");
			assertThat(most.get()).as("connections with a gauge").isBetween(1, GAUGE_LIMIT);
		}
		Awaitility.await().atMost(PATIENCE).until(() -> connections() == 0 && gauges() == 0);
	}

	@Test
	void answersEveryCallOfAHundredConnections() throws InterruptedException {
		assertNothingIsLost("--mode", "call", "--connections", "100");
	}

	@Test
	void aBroadcastReachesEveryOneOfAThousandMembers() throws InterruptedException {
		assertNothingIsLost("--mode", "broadcast", "--connections", String.valueOf(CONNECTIONS), "--channels", "50");
	}

	private static void assertNothingIsLost(String... arguments) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of("load", "--address", server.address(), "--seconds", "5"));
		command.addAll(List.of(arguments));
		String output = peer.run(command.toArray(String[]::new));
		System.out.println(output);
		Matcher result = Pattern.compile("(call|broadcast) (\\d+) in .* of (\\d+) dropped 0").matcher(output);
		assertThat(result.find()).isTrue();
		assertThat(result.group(2)).isEqualTo(result.group(3)).isNotEqualTo("0");
	}

	private int connections() throws IOException, InterruptedException {
		return (int) this.actuator.value("connections", "rpc.service:IBenchHub");
	}

	private int gauges() throws IOException, InterruptedException {
		return this.actuator.tagValues("heartbeat.latency", "connection").size();
	}

}
