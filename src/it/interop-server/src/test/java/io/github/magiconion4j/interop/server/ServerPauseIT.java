package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server's process is paused for longer than the timeout: no client is disconnected
 * because of it.
 */
class ServerPauseIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=300ms",
			"--magiconion.streaming-hub.heartbeat.timeout=" + TIMEOUT.toMillis() + "ms");

	/** Long enough that heartbeats are in flight when the process is paused. */
	private static final Duration ROUND_TRIP = Duration.ofMillis(200);

	@RepeatedTest(2)
	void disconnectsNobody() throws Exception {
		try (TcpProxy proxy = TcpProxy.to(server.grpcPort(), ROUND_TRIP)) {
			pause(InteropClient.connect(20, proxy.port(), InteropClient.INTEROP_HUB));
		}
		assertThat(server.process().output()).doesNotContain("timeout=True");
	}

	private static void pause(List<InteropClient> clients) throws Exception {
		try {
			InteropClient.stayOpen(TIMEOUT, clients);
			server.process().signal("STOP");
			InteropClient.stayOpen(TIMEOUT.multipliedBy(3), clients);
			server.process().signal("CONT");
			long acks = clients.get(0).ackCount();
			InteropClient.stayOpen(TIMEOUT.multipliedBy(2), clients);
			assertThat(clients.get(0).ackCount()).isGreaterThan(acks);
		}
		finally {
			InteropClient.closeAll(clients);
		}
	}

}
