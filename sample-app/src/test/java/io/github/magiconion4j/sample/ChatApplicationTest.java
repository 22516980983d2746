package io.github.magiconion4j.sample;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An external client receives heartbeats with time and metadata, and its latency can be
 * read over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "grpc.server.port=0", "magiconion.streaming-hub.heartbeat.interval=100ms",
				"management.endpoint.streaminghubs.show-values=always" })
@AutoConfigureRestTestClient
@Import(GrpcPort.class)
class ChatApplicationTest {

	private static final String PREFIX = "/actuator/metrics/magiconion.server.streaminghub.";

	@Autowired
	private GrpcPort grpcPort;

	@Autowired
	private RestTestClient http;

	private ManagedChannel channel;

	private TestHubClient client;

	@BeforeEach
	void connect() {
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", this.grpcPort.get()).usePlaintext().build();
		this.client = TestHubClient.connect(this.channel, "IChatHub");
	}

	@AfterEach
	void close() {
		this.channel.shutdownNow();
	}

	@Test
	void runsOnTheBootOfToday() {
		assertThat(SpringBootVersion.getVersion()).startsWith("4.1.");
	}

	@Test
	void heartbeatsArriveAndActuatorShowsTheirLatency() throws Exception {
		for (int i = 0; i < 3; i++) {
			ServerMessage.ServerHeartbeat heartbeat = this.client.next(ServerMessage.ServerHeartbeat.class);
			assertThat(Instant.ofEpochMilli(heartbeat.serverSentAt())).isBetween(Instant.now().minusSeconds(60),
					Instant.now().plusSeconds(60));
			assertThat(heartbeat.metadata()).isEqualTo(TestHubClient.bytes(0xa7, '1', '.', '2', '.', '3', '.', '4'));
			this.client.acknowledge(heartbeat);
		}
		await().untilAsserted(() -> assertThat(metric("heartbeat.latency", 200)).contains("\"tag\":\"connection\"")
			.contains("\"baseUnit\":\"seconds\""));
		assertThat(metric("heartbeat.rtt?tag=rpc.service:IChatHub", 200)).contains("\"statistic\":\"COUNT\"");
		assertThat(metric("connections?tag=rpc.service:IChatHub", 200)).contains("\"value\":1.0");
		this.client.cancel();
		await().untilAsserted(() -> metric("heartbeat.latency", 404));
	}

	@Test
	void usersTalkToEachOther() throws Exception {
		this.client.call("JoinAsync", 0x92, 0xa5, 'l', 'o', 'b', 'b', 'y', 0xa1, 'a');
		assertThat(this.client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(1));
		this.client.fireAndForget("Say", 0xa2, 'h', 'i');
		assertThat(this.client.next(ServerMessage.Broadcast.class).body())
			.isEqualTo(TestHubClient.bytes(0x92, 0xa1, 'a', 0xa2, 'h', 'i'));
		this.client.halfClose();
		assertThat(this.client.status().isOk()).isTrue();
	}

	@Test
	void theClientOfTheSampleChats() throws Exception {
		this.client.call("JoinAsync", 0x92, 0xa5, 'l', 'o', 'b', 'b', 'y', 0xa1, 'a');
		this.client.next(ServerMessage.Response.class);
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		ChatClient.chat("b", "127.0.0.1:" + this.grpcPort.get(), new StringReader("hi\n"),
				new PrintStream(printed, true, StandardCharsets.UTF_8));
		assertThat(this.client.next(ServerMessage.Broadcast.class).body()).isEqualTo(TestHubClient.bytes(0xa1, 'b'));
		assertThat(this.client.next(ServerMessage.Broadcast.class).body())
			.isEqualTo(TestHubClient.bytes(0x92, 0xa1, 'b', 0xa2, 'h', 'i'));
		assertThat(this.client.next(ServerMessage.Broadcast.class).body()).isEqualTo(TestHubClient.bytes(0xa1, 'b'));
		assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("Members: 2, server time: 20");
	}

	@Test
	void theEndpointListsConnectionsAndIsReadOnly() throws Exception {
		this.client.call("JoinAsync", 0x92, 0xa5, 'l', 'o', 'b', 'b', 'y', 0xa1, 'a');
		this.client.next(ServerMessage.Response.class);
		String list = get("/actuator/streaminghubs?hub=IChatHub", 200);
		assertThat(list).contains("\"total\":1").contains("\"attributes\":{\"user\":\"a\"}").contains("127.0.0.1:");
		assertThat(get("/actuator/streaminghubs?limit=0", 400))
			.isEqualTo("{\"error\":\"limit is 0, but it must be a number from 1 to 1000\"}");
		assertThat(get("/actuator/streaminghubs/1", 404)).contains("there is no such connection");
		this.http.delete().uri("/actuator/streaminghubs?hub=IChatHub").exchange().expectStatus().is4xxClientError();
		assertThat(this.client.isOpen()).isTrue();
	}

	private String metric(String name, int status) {
		return get(PREFIX + name, status);
	}

	private String get(String path, int status) {
		return String.valueOf(this.http.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
