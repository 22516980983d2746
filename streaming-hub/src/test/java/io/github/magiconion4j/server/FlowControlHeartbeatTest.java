package io.github.magiconion4j.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Heartbeats that wait for the flow control of a real HTTP/2 connection.
 */
class FlowControlHeartbeatTest {

	private static final int WINDOW = 64 * 1024;

	private static final HeartbeatSettings HEARTBEAT = HeartbeatSettings.of(Duration.ofMillis(200),
			Duration.ofSeconds(1));

	@Test
	void aClientWithMessagesIsAliveWhileAHeartbeatWaitsForTheWindow() throws Exception {
		ExecutorService executor = Executors.newCachedThreadPool();
		CompletableFuture<TestHub> made = new CompletableFuture<>();
		try (HubTimer timer = new HubTimer(System::nanoTime).start()) {
			StreamingHubServer hubs = new StreamingHubServer(new MessagePackHubSerializer(), timer,
					new ServerExecutors(executor, executor, executor, executor, executor), ServerSettings.DEFAULTS,
					() -> ServerExtensions.NONE, GroupSettings.DEFAULTS);
			Server grpc = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
				.addService(hubs.service(HubContract.of(TestHub.class), () -> {
					TestHub hub = new TestHub();
					made.complete(hub);
					return HubFactory.Created.of(hub);
				}, new HeartbeatEngine(timer, executor, executor).heartbeats(TestServer.SERVICE, HEARTBEAT, null,
						(value) -> new byte[] { (byte) 0xc0 }, HeartbeatListener.NONE), HubListener.NONE,
						HubOptions.DEFAULTS))
				.build()
				.start();
			ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", grpc.getPort())
				.usePlaintext()
				.flowControlWindow(WINDOW)
				.build();
			try {
				outlivesTheTimeout(TestHubClient.connect(channel, TestServer.SERVICE, 2),
						made.get(20, TimeUnit.SECONDS));
			}
			finally {
				channel.shutdownNow();
				grpc.shutdownNow();
				executor.shutdownNow();
			}
		}
	}

	private static void outlivesTheTimeout(TestHubClient client, TestHub hub) throws Exception {
		client.nextBytes();
		client.nextBytes();
		String text = "x".repeat(100_000);
		for (int i = 0; i < 30; i++) {
			hub.receiver().onText(text);
		}
		long sentAtFirst = hub.connection().heartbeat().sent();
		await().pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofSeconds(20))
			.during(Duration.ofSeconds(4))
			.until(() -> {
				client.send(new ClientMessage.HeartbeatAck((short) -1, 0));
				return !hub.disconnected.isDone();
			});
		assertThat(hub.connection().heartbeat().sent() - sentAtFirst).as("heartbeats that left").isLessThanOrEqualTo(1);
		// when it falls silent, it is found dead
		DisconnectReason reason = hub.disconnected.get(20, TimeUnit.SECONDS);
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
	}

}
