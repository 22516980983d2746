package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import com.jayway.jsonpath.JsonPath;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each stack provides with any application: heartbeats with metadata, meters in
 * addition to those of the stack, the stack's own health service, and connections that
 * outlive keep-alive.
 */
@Tag(Tags.PATIENT)
class StacksIT {

	private static final Map<Stack, ServerProcess> SERVERS = new EnumMap<>(Stack.class);

	@BeforeAll
	static void start() {
		for (Stack stack : Stack.values()) {
			List<String> options = new ArrayList<>(List.of("--magiconion.streaming-hub.heartbeat.interval=300ms",
					"--magiconion.streaming-hub.heartbeat.timeout=5s",
					"--magiconion.streaming-hub.heartbeat.hubs.IBenchHub.enabled=false", "--interop.metadata=1.2.3.4",
					"--interop.client=true", "--magiconion.streaming-hub.client.heartbeat.interval=300ms"));
			options.addAll(stack.channelToItself());
			ServerProcess server = ServerProcess.of(stack.jar(), options.toArray(String[]::new))
				.jvm("-XX:TieredStopAtLevel=1");
			SERVERS.put(stack, server);
			server.start();
		}
	}

	@AfterAll
	static void stop() {
		SERVERS.values().forEach(ServerProcess::close);
	}

	@ParameterizedTest
	@EnumSource
	void heartbeatsCarryTheMetadataOfTheirProvider(Stack stack) throws InterruptedException {
		ManagedChannel channel = channel(server(stack));
		try (TestHubClient global = TestHubClient.connect(channel, InteropClient.INTEROP_HUB);
				TestHubClient own = TestHubClient.connect(channel, "IPulseHub")) {
			assertThat(global.next(ServerMessage.ServerHeartbeat.class).metadata().toBytes())
				.isEqualTo(Bodies.text("1.2.3.4"));
			assertThat(own.next(ServerMessage.ServerHeartbeat.class).metadata().toBytes())
				.isEqualTo(Bodies.text("pulse"));
		}
		finally {
			channel.shutdownNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void metersExistInAdditionToThoseOfTheStack(Stack stack) throws Exception {
		ServerProcess server = server(stack);
		Actuator actuator = new Actuator(server);
		try (InteropClient client = InteropClient.connect(server.grpcPort())) {
			String connection = client.connectionId();
			String tag = "rpc.service:" + InteropClient.INTEROP_HUB;
			Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				assertThat(actuator.value("connections", tag)).isEqualTo(1);
				assertThat(actuator.count("heartbeat.sent", tag)).isPositive();
				assertThat(actuator.count("heartbeat.acked", tag)).isPositive();
				assertThat(actuator.value("heartbeat.latency", "connection:" + connection)).isPositive();
			});
		}
		if (stack.isDevh()) { // on Boot 4 only if its auto-configurations are ordered
			assertThat(actuator.names()).contains("grpc.server.requests.received", "grpc.server.processing.duration");
		}
	}

	@ParameterizedTest
	@EnumSource
	void theEndpointListsConnections(Stack stack) throws Exception {
		ServerProcess server = server(stack);
		try (InteropClient client = InteropClient.connect(server.grpcPort())) {
			HttpResponse<String> one = new Actuator(server).send("GET", "streaminghubs/" + client.connectionId(), "");
			assertThat(one.statusCode()).isEqualTo(200);
			assertThat(one.body()).contains("\"hub\":\"" + InteropClient.INTEROP_HUB + "\"");
		}
	}

	/** The channel's address is configured only in the stack. */
	@ParameterizedTest
	@EnumSource
	void anInjectedClientConnectsOnAChannelOfTheStackAndIsSeen(Stack stack) {
		Actuator actuator = new Actuator(server(stack));
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			String health = actuator.send("GET", "health", "").body();
			assertThat(JsonPath.<Object>read(health, "$.components.streamingHubClients.status")).isEqualTo("UP");
			assertThat(JsonPath.<Object>read(health, "$.components.streamingHubClients.details.self.connected"))
				.isEqualTo(1);
			assertThat(actuator.ofClients("VALUE", "connections", "rpc.service:IPulseHub")).isEqualTo(1);
			assertThat(actuator.ofClients("VALUE", "clients", "state:connected")).isEqualTo(1);
			assertThat(actuator.ofClients("COUNT", "connects", "rpc.service:IPulseHub")).isEqualTo(1);
			assertThat(actuator.ofClients("COUNT", "rtt", "rpc.service:IPulseHub")).isPositive();
		});
	}

	@ParameterizedTest
	@EnumSource
	void theStacksHealthServiceKnowsEachHub(Stack stack) {
		ManagedChannel channel = channel(server(stack));
		try {
			for (String service : List.of("", InteropClient.INTEROP_HUB, "IPulseHub")) {
				HealthCheckResponse response = HealthGrpc.newBlockingStub(channel)
					.withDeadlineAfter(20, TimeUnit.SECONDS)
					.check(HealthCheckRequest.newBuilder().setService(service).build());
				assertThat(response.getStatus()).as(service).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
			}
		}
		finally {
			channel.shutdownNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void headersAsLargeAsInKestrelArrive(Stack stack) throws Exception {
		Metadata headers = new Metadata();
		headers.put(Metadata.Key.of("x-large", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(30_000));
		ManagedChannel channel = channel(server(stack));
		try (TestHubClient other = TestHubClient.connect(channel, InteropClient.INTEROP_HUB);
				TestHubClient client = TestHubClient.connect(
						ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
						InteropClient.INTEROP_HUB)) {
			assertThat(client.version()).isEqualTo("2");
			other.next(ServerMessage.ServerHeartbeat.class);
			assertThat(other.isOpen()).isTrue();
		}
		finally {
			channel.shutdownNow();
		}
	}

	/** Without heartbeats, which would reset gRPC's counter. */
	@Test
	void aClientThatPingsEverySecondKeepsItsHub() throws Exception {
		int pings = 60;
		Map<Stack, PingingClient> clients = new EnumMap<>(Stack.class);
		try {
			for (Stack stack : Stack.values()) {
				clients.put(stack, new PingingClient(server(stack).grpcPort(), InteropClient.BENCH_HUB));
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> clients.values().stream().allMatch(PingingClient::isConnected));
			for (int i = 0; i < pings; i++) {
				for (Map.Entry<Stack, PingingClient> client : clients.entrySet()) {
					assertThat(client.getValue().end()).as("%s after %d pings", client.getKey(), i).isNull();
					client.getValue().ping();
				}
				Thread.sleep(1000);
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(clients).allSatisfy((stack, client) -> {
					assertThat(client.answered()).isEqualTo(pings);
					assertThat(client.end()).isNull();
				}));
		}
		finally {
			for (PingingClient client : clients.values()) {
				client.close();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void theOutputShowsTheResolvedGrpc(Stack stack) {
		assertThat(server(stack).output())
			.containsPattern("(?m)^gRPC 1\\.\\d+\\.\\d+, Spring Boot " + stack.bootVersion() + "\\.\\d+, Java ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "streaming-hub", "heartbeat-spring-boot-autoconfigure" })
	void allStacksRunTheSameJar(String module) throws IOException {
		String name = module + "-" + System.getProperty("project.version") + ".jar";
		byte[] built = Files.readAllBytes(Path.of("..", "..", "..", module, "target", name));
		for (Stack stack : Stack.values()) {
			try (JarFile application = new JarFile(stack.jar().toFile())) {
				ZipEntry entry = application.getEntry("BOOT-INF/lib/" + name);
				assertThat(entry).as("%s in %s", name, stack).isNotNull();
				try (InputStream packed = application.getInputStream(entry)) {
					assertThat(packed.readAllBytes()).as("%s", stack).isEqualTo(built);
				}
			}
		}
	}

	private static ServerProcess server(Stack stack) {
		return Objects.requireNonNull(SERVERS.get(stack));
	}

	private static ManagedChannel channel(ServerProcess server) {
		return Grpc.newChannelBuilderForAddress("127.0.0.1", server.grpcPort(), InsecureChannelCredentials.create())
			.build();
	}

}
