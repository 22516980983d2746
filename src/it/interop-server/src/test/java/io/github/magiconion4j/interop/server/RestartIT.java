package io.github.magiconion4j.interop.server;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is killed and started again, over and over, while its clients talk.
 */
class RestartIT {

	private static final int CLIENTS = 50;

	private static final int RESTARTS = 20;

	private static final long SEED = 18;

	@Test
	void clientsComeBackEachTime() throws Exception {
		Random random = new Random(SEED);
		try (ServerProcess server = ArchivedServer.with("--magiconion.streaming-hub.heartbeat.interval=1s",
				"--magiconion.streaming-hub.heartbeat.timeout=5s", "--spring.main.web-application-type=none",
				"--spring.main.lazy-initialization=true")) {
			server.start();
			try (Bots bots = new Bots(CLIENTS, server.grpcPort(), new Random(SEED))) {
				bots.assertAllTalk();
				for (int i = 0; i < RESTARTS; i++) {
					// while some are still on their way, or all talk
					bots.awaitConnected(random.nextInt(CLIENTS + 1));
					bots.awaitCalls(random.nextInt(100));
					server.process().kill();
					server.start();
				}
				bots.assertAllTalk();
				bots.assertEachCallHappenedOnceAtMost();
				bots.assertNothingIsLeft();
				assertThat(bots.reconnects()).isGreaterThan(RESTARTS);
			}
		}
	}

}
