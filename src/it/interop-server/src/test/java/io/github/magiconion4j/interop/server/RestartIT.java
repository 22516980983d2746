package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.interop.testing.Peer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server is killed and restarted repeatedly while its clients make calls.
 */
@Tag(Tags.PATIENT)
class RestartIT {

	private static final int CLIENTS = 50;

	private static final int RESTARTS = 20;

	private static final long SEED = 18;

	/**
	 * The number of servers that start in advance: a start takes longest, and may use one
	 * of two cores.
	 */
	private static final int AHEAD = 2;

	@Test
	void clientsComeBackEachTime() throws Exception {
		ArchivedServer archived = ArchivedServer.with("--magiconion.streaming-hub.heartbeat.interval=1s",
				"--magiconion.streaming-hub.heartbeat.timeout=5s", "--spring.main.web-application-type=none",
				"--spring.main.lazy-initialization=true");
		try (Successors servers = new Successors(archived, AHEAD);
				TcpProxy proxy = TcpProxy.to(servers.next().grpcPort(), Duration.ZERO);
				Bots bots = new Bots(CLIENTS, proxy.port(), new Random(SEED))) {
			assertClientsComeBack(bots, () -> {
				servers.current().process().kill();
				proxy.leadTo(servers.next().grpcPort());
			});
		}
	}

	@Test
	void clientsOfThePeerComeBackEachTime() throws Exception {
		Peer peer = new Peer();
		peer.assumeThere();
		int port = ServerProcess.freePort();
		AtomicReference<ChildProcess> server = new AtomicReference<>(start(peer, port));
		try (Bots bots = new Bots(CLIENTS, port, new Random(SEED))) {
			assertClientsComeBack(bots, () -> {
				server.get().kill();
				server.set(start(peer, port));
			});
		}
		finally {
			server.get().close();
		}
	}

	private static ChildProcess start(Peer peer, int port) {
		ChildProcess started = peer.start("server", "--port", String.valueOf(port), "--interval-ms", "1000",
				"--timeout-ms", "5000");
		Awaitility.await().atMost(Peer.PATIENCE).until(() -> !started.isAlive() || started.output().contains("ready "));
		assertThat(started.isAlive()).as(started::output).isTrue();
		return started;
	}

	private static void assertClientsComeBack(Bots bots, Restart restart) throws Exception {
		Random random = new Random(SEED);
		bots.assertAllTalk();
		for (int i = 0; i < RESTARTS; i++) {
			// while some are still reconnecting, or all are sending
			bots.awaitConnected(random.nextInt(CLIENTS + 1));
			bots.awaitCalls(random.nextInt(100));
			restart.run();
		}
		bots.assertAllTalk();
		bots.assertEachCallHappenedOnceAtMost();
		bots.assertNothingIsLeft();
		assertThat(bots.reconnects()).isGreaterThan(RESTARTS);
	}

	@FunctionalInterface
	private interface Restart {

		void run() throws Exception;

	}

}
