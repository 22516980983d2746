package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.List;

import io.grpc.Status;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server is terminated while clients are connected, and each receives the reason.
 */
class ShutdownIT {

	private static final int CLIENTS = 200;

	private static final Duration PERIOD = Duration.ofSeconds(5);

	/** The exit code of a JVM that was ended by SIGTERM: 128 + 15. */
	private static final int TERMINATED = 143;

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=300ms",
			"--magiconion.streaming-hub.heartbeat.timeout=1s",
			"--magiconion.streaming-hub.server.shutdown-period=" + PERIOD.toSeconds() + "s");

	@Test
	void everyClientIsNotified() throws Exception {
		List<InteropClient> clients = InteropClient.connect(CLIENTS, server.grpcPort(), InteropClient.INTEROP_HUB);
		try {
			HubLog log = new HubLog(server);
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> log.connected().size() == CLIENTS);
			long begin = System.nanoTime();
			server.process().signal("TERM");
			for (InteropClient client : clients) {
				Status status = client.status();
				assertThat(status.getCode()).as("%s", status).isEqualTo(Status.Code.UNAVAILABLE);
				assertThat(status.getDescription()).isEqualTo("the server is shutting down");
			}
			Duration told = Duration.ofNanos(System.nanoTime() - begin);
			assertThat(server.process().exitCode(PERIOD.plusSeconds(60))).isEqualTo(TERMINATED);
			System.out.printf("%d clients were told in %s, the process ended after %s%n", CLIENTS, told,
					Duration.ofNanos(System.nanoTime() - begin));
			assertThat(log.disconnected()).extracting(HubLog.Disconnected::connectionId)
				.containsExactlyInAnyOrderElementsOf(log.connected());
			assertThat(log.disconnected()).noneMatch(HubLog.Disconnected::timeout);
		}
		finally {
			InteropClient.closeAll(clients);
		}
	}

}
