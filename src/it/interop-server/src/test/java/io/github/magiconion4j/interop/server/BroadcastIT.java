package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One member does not read while 100 MB are broadcast to its group.
 */
class BroadcastIT {

	private static final int MESSAGE_BYTES = 1 << 16;

	private static final int MESSAGES = (100 << 20) / MESSAGE_BYTES;

	/** The number of messages before the test waits for the members that read. */
	private static final int BATCH = 16;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Its heap is too small for all messages. */
	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=1s")
		.jvm("-Xmx100m", "-XX:MaxDirectMemorySize=64m", "-XX:+ExitOnOutOfMemoryError");

	private final List<ManagedChannel> channels = new ArrayList<>();

	private final Actuator actuator = new Actuator(server);

	@AfterEach
	void disconnect() {
		this.channels.forEach(ManagedChannel::shutdownNow);
	}

	@Test
	void delaysNoOtherMemberAndBoundsMemory() throws Exception {
		// It reads the marker and an answer.
		TestHubClient stuck = TestHubClient.connect(channel(), InteropClient.BENCH_HUB, 2);
		List<TestHubClient> readers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			readers.add(TestHubClient.connectAcknowledging(channel(), InteropClient.BENCH_HUB));
		}
		byte[] room = Bodies.text("room");
		stuck.call("JoinAsync", room);
		stuck.next(ServerMessage.Response.class);
		for (TestHubClient reader : readers) {
			reader.call("JoinAsync", room);
			reader.next(ServerMessage.Response.class);
		}
		byte[] message = Bodies.bytes(new byte[MESSAGE_BYTES]);
		for (int sent = 0; sent < MESSAGES; sent += BATCH) {
			for (int i = 0; i < BATCH; i++) {
				readers.get(0).call("PublishAsync", message);
			}
			for (TestHubClient reader : readers) {
				for (int i = 0; i < BATCH; i++) {
					assertThat(reader.next(ServerMessage.Broadcast.class).body().length()).isEqualTo(message.length);
				}
			}
		}
		assertThat(readers).allMatch(TestHubClient::isOpen);
		Awaitility.await().atMost(PATIENCE).until(() -> ended("slow_consumer") == 1);
		assertThat(this.actuator.value("connections", "rpc.service:IBenchHub")).isEqualTo(readers.size());
		stuck.readAll();
		// A second after its end the stream is reset: then the status is lost.
		assertThat(stuck.status().getCode()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
	}

	private double ended(String reason) throws IOException, InterruptedException {
		return this.actuator.count("connection.duration", "rpc.service:IBenchHub&tag=reason:" + reason);
	}

	private ManagedChannel channel() {
		ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort()).usePlaintext().build();
		this.channels.add(channel);
		return channel;
	}

}
