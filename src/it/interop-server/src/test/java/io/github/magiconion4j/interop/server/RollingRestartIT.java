package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers behind HAProxy are restarted one after the other: each time, their clients
 * move to the other one.
 */
@Tag(Tags.PATIENT)
class RollingRestartIT {

	private static final int CLIENTS = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Order(1)
	@RegisterExtension
	static final Proxies proxies = Proxies.find();

	@Order(2)
	@RegisterExtension
	static final ServerProcess first = server();

	@Order(3)
	@RegisterExtension
	static final ServerProcess second = server();

	private static ServerProcess server() {
		return ServerProcess
			.with("--magiconion.streaming-hub.heartbeat.interval=1s", "--magiconion.streaming-hub.heartbeat.timeout=5s",
					"--magiconion.streaming-hub.server.shutdown-period=2s")
			.jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
	}

	@Test
	void clientsMoveToTheOther() throws Exception {
		try (Proxy proxy = proxies.start(ProxySoftware.HAPROXY, PATIENCE, first, second);
				Bots bots = new Bots(CLIENTS, proxy.port(), new Random(18))) {
			bots.awaitConnected(CLIENTS);
			assertThat(connections(first)).isPositive();
			assertThat(connections(second)).isPositive();
			try (Guests guests = new Guests(proxy.port())) {
				stop(first, second, bots);
				first.start();
				guests.beforeTheRestart(); // of the server that all are connected to
				stop(second, first, bots);
				guests.assertWhatIsLost();
				second.start();
				stop(first, second, bots);
				first.start();
			}
			bots.assertEachCallHappenedOnceAtMost();
			bots.assertNothingIsLeft();
		}
	}

	private static void stop(ServerProcess server, ServerProcess other, Bots bots) throws Exception {
		server.process().signal("TERM");
		server.process().exitCode(PATIENCE);
		Awaitility.await().atMost(PATIENCE).until(() -> connections(other) == CLIENTS + Guests.COUNT);
		bots.assertAllTalk();
	}

	private static int connections(ServerProcess server) throws IOException, InterruptedException {
		return (int) new Actuator(server).value("connections", "rpc.service:" + InteropClient.INTEROP_HUB);
	}

}
