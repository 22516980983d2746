package io.github.magiconion4j.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that stops reading on a real HTTP/2 connection, and whose heartbeats keep
 * arriving.
 */
class FlowControlHeartbeatTest {

	private static final int WINDOW = 64 * 1024;

	private final BlockingQueue<ServerCall<byte[], byte[]>> calls = new LinkedBlockingQueue<>();

	/** Accepts, and reads nothing. */
	private ServerCall.Listener<byte[]> accept(ServerCall<byte[], byte[]> call, Metadata request) {
		Metadata headers = new Metadata();
		headers.put(ConnectMethod.VERSION_HEADER, ConnectMethod.VERSION);
		call.sendHeaders(headers);
		call.sendMessage(ServerMessage.marker().encode());
		this.calls.add(call);
		return new ServerCall.Listener<>() {
		};
	}

	@Test
	void aServerWithHeartbeatsIsAliveWhileItDoesNotRead() throws Exception {
		Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.flowControlWindow(WINDOW)
			.addService(ServerServiceDefinition.builder("ITestHub")
				.addMethod(ConnectMethod.of("ITestHub/Connect"), this::accept)
				.build())
			.build()
			.start();
		ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
		try {
			HubClient<ITestHub> client = StreamingHubClient.connect(channel, ITestHub.class, new TestReceiver(),
					StreamingHubClientOptions.createWithDefault()
						.withClientHeartbeatInterval(Duration.ofMillis(200))
						.withClientHeartbeatTimeout(Duration.ofSeconds(1)));
			outlivesTheTimeout(client, this.calls.take());
		}
		finally {
			channel.shutdownNow();
			server.shutdownNow();
		}
	}

	private static void outlivesTheTimeout(HubClient<ITestHub> client, ServerCall<byte[], byte[]> call)
			throws Exception {
		String text = "x".repeat(100_000);
		for (int i = 0; i < 30; i++) {
			client.fireAndForget().say(text);
		}
		AtomicInteger sequence = new AtomicInteger();
		await().pollInterval(Duration.ofMillis(100))
			.atMost(Duration.ofSeconds(20))
			.during(Duration.ofSeconds(4))
			.until(() -> {
				call.sendMessage(new ServerMessage.ServerHeartbeat((short) sequence.getAndIncrement(),
						System.currentTimeMillis(), Slice.of((byte) 0xc0))
					.encode());
				return !client.disconnected().toCompletableFuture().isDone();
			});
		// when it falls silent, it is found dead
		DisconnectReason reason = client.disconnected().toCompletableFuture().get(20, TimeUnit.SECONDS);
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.HEARTBEAT_TIMEOUT);
	}

}
