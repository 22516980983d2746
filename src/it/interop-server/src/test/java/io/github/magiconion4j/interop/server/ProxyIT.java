package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.interop.testing.Peer;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The purpose of heartbeats: load balancers close idle calls, and answer HTTP/2 PING on
 * behalf of dead clients.
 */
@Tag(Tags.PATIENT)
class ProxyIT {

	private static final String HUB = "IInteropHub";

	private static final String BENCH_HUB = "IBenchHub";

	/** Longer than the test: the proxy never ends a connection. */
	private static final Duration NEVER = Duration.ofHours(1);

	/** More than twice the interval of {@link #server}. */
	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(4);

	private static final Duration PING_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@Order(1)
	@RegisterExtension
	static final Proxies proxies = Proxies.find();

	@Order(2)
	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=500ms",
			"--magiconion.streaming-hub.heartbeat.timeout=5s");

	@Order(3)
	@RegisterExtension
	static final ServerProcess serverWithoutHeartbeats = ServerProcess.with("--grpc.server.enable-keep-alive=true",
			"--grpc.server.keep-alive-time=1s", "--grpc.server.keep-alive-timeout=" + PING_TIMEOUT.toSeconds() + "s");

	private final List<ManagedChannel> channels = new ArrayList<>();

	private final Peer peer = new Peer();

	@AfterEach
	void disconnect() {
		this.channels.forEach(ManagedChannel::shutdownNow);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource
	void aSilentClientOutlivesTheIdleTimeoutWithHeartbeats(ProxySoftware software) {
		ConnectionLog log = new ConnectionLog(server);
		try (Proxy proxy = proxies.start(software, IDLE_TIMEOUT, server); TestHubClient client = acking(proxy)) {
			await().until(() -> client.acknowledged() > 0);
			await().during(IDLE_TIMEOUT.multipliedBy(3))
				.failFast("the connection was cut", () -> !client.isOpen())
				.until(client::isOpen);
			assertThat(log.disconnected()).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource
	void aSilentClientIsDisconnectedWithoutHeartbeats(ProxySoftware software) throws Exception {
		ConnectionLog log = new ConnectionLog(serverWithoutHeartbeats);
		try (Proxy proxy = proxies.start(software, IDLE_TIMEOUT, serverWithoutHeartbeats);
				TestHubClient direct = connect("127.0.0.1", serverWithoutHeartbeats.grpcPort())) {
			await().until(() -> log.connected().size() == 1);
			try (TestHubClient client = connect(proxy)) {
				await().until(() -> !client.isOpen());
				assertThat(client.status().isOk()).isFalse();
			}
			await().until(() -> log.disconnected().size() == 1);
			assertThat(log.disconnected()).containsExactly(log.connected().get(1) + " timeout=False");
			assertThat(direct.isOpen()).isTrue();
		}
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource
	void headersAndMarkerArriveBeforeAnyTraffic(ProxySoftware software) throws Exception {
		try (Proxy proxy = proxies.start(software, NEVER, serverWithoutHeartbeats);
				TestHubClient client = connect(proxy)) {
			assertThat(client.version()).isEqualTo("2");
			assertThat(ServerMessage.decode(client.nextBytes())).isEqualTo(ServerMessage.marker());
			assertThat(client.hasNothing()).isTrue();
		}
	}

	/**
	 * The client's HTTP/2 layer is alive and answers PING, so only missing
	 * acknowledgements show it.
	 */
	@ParameterizedTest(name = "{0}")
	@EnumSource
	void aClientThatStopsAcknowledgingIsFoundDead(ProxySoftware software) throws Exception {
		ConnectionLog log = new ConnectionLog(server);
		try (Proxy proxy = proxies.start(software, NEVER, server); TestHubClient alive = acking(proxy)) {
			await().until(() -> log.connected().size() == 1);
			try (TestHubClient dead = connect(proxy)) {
				await().until(() -> log.connected().size() == 2 && !log.disconnected().isEmpty());
				assertThat(log.disconnected()).containsExactly(log.connected().get(1) + " timeout=True");
				assertThat(dead.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			}
			await().until(() -> connections(HUB) == 1);
			assertStillAcknowledges(alive);
		}
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource
	void aStoppedProcessIsFoundDead(ProxySoftware software) throws Exception {
		this.peer.assumeThere();
		try (Proxy proxy = proxies.start(software, NEVER, server);
				TestHubClient alive = acking(proxy);
				ChildProcess load = load(proxy.host(), proxy.port(), 3)) {
			await().failFast("the load ended", () -> !load.isAlive()).until(() -> connections(BENCH_HUB) == 3);
			double timeouts = timeouts(BENCH_HUB);
			load.signal("STOP");
			await().until(() -> connections(BENCH_HUB) == 0 && timeouts(BENCH_HUB) == timeouts + 3);
			assertThat(load.isAlive()).isTrue();
			load.kill();
			assertStillAcknowledges(alive);
		}
	}

	/** The control: this server sends HTTP/2 PING, and no heartbeats. */
	@ParameterizedTest(name = "{0}")
	@EnumSource
	void pingFindsAStoppedProcessDeadOnlyWithoutAProxy(ProxySoftware software) throws Exception {
		this.peer.assumeThere();
		try (Proxy proxy = proxies.start(software, NEVER, serverWithoutHeartbeats);
				ChildProcess direct = load("127.0.0.1", serverWithoutHeartbeats.grpcPort(), 1);
				ChildProcess proxied = load(proxy.host(), proxy.port(), 3)) {
			await().failFast("the load ended", () -> !direct.isAlive() || !proxied.isAlive())
				.until(() -> connections(serverWithoutHeartbeats, BENCH_HUB) == 4);
			proxied.signal("STOP");
			direct.signal("STOP");
			await().until(() -> connections(serverWithoutHeartbeats, BENCH_HUB) < 4);
			await().during(PING_TIMEOUT.multipliedBy(2))
				.until(() -> connections(serverWithoutHeartbeats, BENCH_HUB) == 3);
			direct.kill();
			proxied.kill();
		}
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource
	void aRestartOfTheProxyEndsEachConnectionOnce(ProxySoftware software) {
		ConnectionLog log = new ConnectionLog(server);
		try (Proxy proxy = proxies.start(software, NEVER, server);
				TestHubClient first = acking(proxy);
				TestHubClient second = acking(proxy)) {
			await().until(() -> first.acknowledged() > 0 && second.acknowledged() > 0);
			proxy.kill();
			await().until(() -> !first.isOpen() && !second.isOpen());
			await().until(() -> connections(HUB) == 0 && log.disconnected().size() >= 2);
			proxy.start();
			try (TestHubClient third = acking(proxy)) {
				await().until(() -> third.acknowledged() > 0);
			}
			await().until(() -> connections(HUB) == 0 && log.disconnected().size() >= 3);
			assertThat(log.disconnected()).containsExactlyInAnyOrderElementsOf(
					log.connected().stream().map((id) -> id + " timeout=False").toList());
		}
	}

	private void assertStillAcknowledges(TestHubClient client) {
		int until = client.acknowledged();
		await().failFast("the connection was cut", () -> !client.isOpen())
			.until(() -> client.acknowledged() > until + 1);
	}

	/** Clients that acknowledge until their process is stopped. */
	private ChildProcess load(String host, int port, int connections) {
		return this.peer.start("load", "--address", "http://" + host + ":" + port, "--connections",
				String.valueOf(connections), "--channels", "1", "--seconds", String.valueOf(NEVER.toSeconds()));
	}

	private TestHubClient acking(Proxy proxy) {
		return TestHubClient.connectAcknowledging(channel(proxy.host(), proxy.port()), HUB);
	}

	private TestHubClient connect(Proxy proxy) {
		return connect(proxy.host(), proxy.port());
	}

	private TestHubClient connect(String host, int port) {
		return TestHubClient.connect(channel(host, port), HUB);
	}

	private ManagedChannel channel(String host, int port) {
		ManagedChannel channel = Grpc.newChannelBuilderForAddress(host, port, InsecureChannelCredentials.create())
			.build();
		this.channels.add(channel);
		return channel;
	}

	private static int connections(String hub) throws IOException, InterruptedException {
		return connections(server, hub);
	}

	private static int connections(ServerProcess of, String hub) throws IOException, InterruptedException {
		return (int) new Actuator(of).value("connections", "rpc.service:" + hub);
	}

	private static double timeouts(String hub) throws IOException, InterruptedException {
		return new Actuator(server).count("heartbeat.timeouts", "rpc.service:" + hub);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(PATIENCE);
	}

}
