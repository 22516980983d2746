package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hubs on one TCP connection that die while many bytes are waiting for them. The TCP
 * connection survives, and no memory is kept for them.
 */
class DeadStreamsIT {

	private static final int MEGABYTE = 1 << 20;

	private static final int HUBS = 200;

	/** The number of hubs that die at the same time. */
	private static final int AT_ONCE = 25;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** The tolerance for buffers: Netty keeps some free ones. */
	private static final long TOLERANCE_BYTES = 40L * MEGABYTE;

	private static final String TAG = "rpc.service:" + InteropClient.INTEROP_HUB;

	@RegisterExtension
	static final ServerProcess server = ServerProcess
		.with("--magiconion.streaming-hub.heartbeat.interval=300ms", "--magiconion.streaming-hub.heartbeat.timeout=3s")
		.jvm(ServerMemory.TRACKING);

	private final ServerMemory memory = new ServerMemory(server);

	private final Actuator actuator = new Actuator(server);

	private final HubLog log = new HubLog(server);

	/** With small windows, so that messages wait at the server. */
	private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
		.usePlaintext()
		.flowControlWindow(NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW / 16)
		.build();

	private TestHubClient healthy;

	@BeforeEach
	void connect() {
		this.healthy = TestHubClient.connectAcknowledging(this.channel, InteropClient.INTEROP_HUB);
	}

	@AfterEach
	void disconnect() {
		this.channel.shutdownNow();
	}

	@Test
	void useNoMemory() throws Exception {
		die();
		long early = this.memory.buffers();
		for (int dead = AT_ONCE; dead < HUBS; dead += AT_ONCE) {
			die();
		}
		long late = this.memory.buffers();
		System.out.printf("buffers of the server: %d bytes, then %d%n", early, late);
		assertThat(late).isLessThan(early + TOLERANCE_BYTES);
		assertThat(this.healthy.isOpen()).isTrue();
		assertThat(this.healthy.acknowledged()).isPositive();
	}

	/** Hubs whose clients do not read the megabyte that each is sent. */
	private void die() throws Exception {
		byte[] text = Bodies.text("x".repeat(MEGABYTE));
		int before = this.log.disconnected().size();
		List<TestHubClient> clients = new ArrayList<>();
		for (int i = 0; i < AT_ONCE; i++) {
			TestHubClient client = TestHubClient.connect(this.channel, InteropClient.INTEROP_HUB, 1);
			client.call("EchoAsync", text);
			clients.add(client);
		}
		Awaitility.await().atMost(PATIENCE).until(() -> this.log.disconnected().size() == before + AT_ONCE);
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.actuator.value("connections", TAG)).isOne();
			assertThat(this.actuator.value("streams.unreleased", TAG)).isZero();
		});
		assertThat(this.log.disconnected().subList(before, before + AT_ONCE)).allMatch(HubLog.Disconnected::timeout);
		for (TestHubClient client : clients) {
			client.readAll();
			client.status();
		}
	}

}
