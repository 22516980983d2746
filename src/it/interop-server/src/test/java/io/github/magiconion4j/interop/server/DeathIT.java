package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead clients are detected, each once, and no healthy client is disconnected.
 */
class DeathIT {

	private static final Duration INTERVAL = Duration.ofMillis(300);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	/** A generous bound for a busy machine; the printed times are much shorter. */
	private static final Duration TOLERANCE = Duration.ofSeconds(30);

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with(
			"--magiconion.streaming-hub.heartbeat.interval=" + INTERVAL.toMillis() + "ms",
			"--magiconion.streaming-hub.heartbeat.timeout=" + TIMEOUT.toMillis() + "ms",
			"--magiconion.streaming-hub.server.max-outbound-bytes=64MB");

	private final HubLog log = new HubLog(server);

	private final Actuator actuator = new Actuator(server);

	private final List<InteropClient> healthy = new ArrayList<>();

	private final List<String> healthyIds = new ArrayList<>();

	@BeforeEach
	void connectHealthyClients() throws Exception {
		this.healthy.addAll(InteropClient.connect(3, server.grpcPort(), InteropClient.INTEROP_HUB));
		for (InteropClient client : this.healthy) {
			this.healthyIds.add(client.connectionId());
		}
	}

	@AfterEach
	void everythingIsReleased() {
		InteropClient.closeAll(this.healthy);
		awaitMeters(List.of());
		Awaitility.await()
			.atMost(TOLERANCE)
			.untilAsserted(() -> assertThat(this.log.disconnected()).extracting(HubLog.Disconnected::connectionId)
				.containsExactlyInAnyOrderElementsOf(this.log.connected()));
	}

	@Test
	void aKilledClient() throws Exception {
		try (ClientProcess client = ClientProcess.start(server.grpcPort())) {
			String id = client.connectionId();
			foundDead("killed", false, List.of(id), client::kill);
		}
	}

	@Test
	void aStoppedClient() throws Exception {
		try (ClientProcess client = ClientProcess.start(server.grpcPort())) {
			String id = client.connectionId();
			foundDead("stopped", true, List.of(id), client::stop);
			client.kill();
		}
	}

	@Test
	void aStoppedClientUnderABroadcast() throws Exception {
		try (ClientProcess client = ClientProcess.start(server.grpcPort())) {
			String id = client.connectionId();
			foundDead("stopped under a broadcast", true, List.of(id), () -> {
				client.stop();
				broadcast();
			});
			client.kill();
		}
	}

	@Test
	void clientsBehindAProxyThatIsCut() throws Exception {
		behindAProxy("cut", false, (proxy, clients) -> proxy.cut());
	}

	@Test
	void clientsBehindAProxyThatFallsSilent() throws Exception {
		behindAProxy("silent", true, (proxy, clients) -> proxy.fallSilent());
	}

	@Test
	void clientsBehindAProxyThatFallsSilentUnderABroadcast() throws Exception {
		behindAProxy("silent under a broadcast", true, (proxy, clients) -> {
			for (InteropClient client : clients) {
				client.join(ClientProcess.ROOM, "a listener");
			}
			proxy.fallSilentTowardsClients();
			broadcast();
		});
	}

	/** Fills the sockets of the members of the room, with 13 MB. */
	private void broadcast() throws Exception {
		String text = "x".repeat(1 << 16);
		InteropClient speaker = this.healthy.get(0);
		speaker.join(ClientProcess.ROOM, "a speaker");
		for (int i = 0; i < 200; i++) {
			speaker.say(text);
			speaker.answer();
		}
	}

	private void behindAProxy(String death, boolean timeout, CauseBehindAProxy cause) throws Exception {
		try (TcpProxy proxy = TcpProxy.to(server.grpcPort(), Duration.ZERO)) {
			List<InteropClient> clients = InteropClient.connect(3, proxy.port(), InteropClient.INTEROP_HUB);
			try {
				List<String> ids = new ArrayList<>();
				for (InteropClient client : clients) {
					ids.add(client.connectionId());
				}
				foundDead(death, timeout, ids, () -> cause.happen(proxy, clients));
			}
			finally {
				InteropClient.closeAll(clients);
			}
		}
	}

	private void foundDead(String death, boolean timeout, List<String> ids, Cause cause) throws Exception {
		List<String> all = new ArrayList<>(this.healthyIds);
		all.addAll(ids);
		awaitMeters(all);
		Instant begin = Instant.now();
		cause.happen();
		Awaitility.await()
			.atMost(INTERVAL.plus(TIMEOUT).plus(TOLERANCE))
			.until(() -> ids.stream().noneMatch((id) -> this.log.disconnected(id).isEmpty()));
		awaitMeters(this.healthyIds);
		for (String id : ids) {
			assertThat(this.log.disconnected(id)).singleElement()
				.satisfies((end) -> assertThat(end.timeout()).isEqualTo(timeout));
			System.out.printf("%s: found dead after %d ms%n", death,
					Duration.between(begin, this.log.disconnected(id).get(0).at()).toMillis());
		}
		InteropClient.stayOpen(TIMEOUT, this.healthy);
	}

	/** Waits until the meters count exactly these connections. */
	private void awaitMeters(List<String> ids) {
		Awaitility.await().atMost(TOLERANCE).untilAsserted(() -> {
			assertThat(this.actuator.value("connections", "rpc.service:IInteropHub")).isEqualTo(ids.size());
			assertThat(this.actuator.tagValues("heartbeat.latency", "connection"))
				.containsExactlyInAnyOrderElementsOf(ids);
		});
	}

	@FunctionalInterface
	private interface Cause {

		void happen() throws Exception;

	}

	@FunctionalInterface
	private interface CauseBehindAProxy {

		void happen(TcpProxy proxy, List<InteropClient> clients) throws Exception;

	}

}
