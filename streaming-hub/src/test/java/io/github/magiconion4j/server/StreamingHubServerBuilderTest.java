package io.github.magiconion4j.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ForwardingServerBuilder;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * A server without Spring.
 */
class StreamingHubServerBuilderTest {

	@Test
	void servesHubsWithHeartbeatsUntilItIsClosed() throws Exception {
		StreamingHubServer hubs = StreamingHubServer.builder()
			.hub(TestHub.class, TestHub::new)
			.heartbeat(HeartbeatSettings.of(Duration.ofMillis(50), Duration.ofSeconds(20)))
			.heartbeatMetadata(() -> "1.2.3.4")
			.build();
		assertThat(hubs.serviceNames()).containsExactly(TestServer.SERVICE);
		String name = InProcessServerBuilder.generateName();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
		hubs.addTo(builder);
		Server grpc = builder.build().start();
		ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
		try {
			TestHubClient client = TestHubClient.connect(channel, TestServer.SERVICE);
			await().until(() -> {
				byte[] metadata = client.next(ServerMessage.ServerHeartbeat.class).metadata().toBytes();
				return new String(metadata, 1, metadata.length - 1, StandardCharsets.UTF_8).equals("1.2.3.4");
			});
			client.call("Add", 0x92, 1, 2);
			assertThat(client.next(ServerMessage.Response.class).body().toBytes()).containsExactly(3);
			assertThat(hubs.connections()).singleElement()
				.satisfies((one) -> assertThat(one.heartbeat().interval()).hasMillis(50));

			hubs.close();
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(hubs.connections()).isEmpty();
			await().until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("streaming-hub-send-")));
			hubs.close();
		}
		finally {
			channel.shutdownNow();
			grpc.shutdownNow();
		}
	}

	@Test
	void invalidArgumentsAreReported() {
		StreamingHubServerBuilder builder = StreamingHubServer.builder().hub(TestHub.class, TestHub::new);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.threads(0)).withMessageContaining("0");
		assertThatExceptionOfType(InvalidContractException.class)
			.isThrownBy(() -> builder.hub(NoContract.class, NoContract::new));
		builder.hub(TestHub.class, TestHub::new);
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(builder::build)
			.withMessageContaining("Two hubs");
	}

	private static final class NoContract extends StreamingHubBase<TestHubReceiver> {

	}

	/** As with Kestrel: gRPC for Java would end the connections of clients that do. */
	@Test
	void clientsMayPingAndDeadTransportsAreDetected() {
		PingSettings builder = new PingSettings();
		try (StreamingHubServer hubs = StreamingHubServer.builder().hub(TestHub.class, TestHub::new).build()) {
			hubs.addTo(builder);
		}
		assertThat(builder.settings).containsExactlyInAnyOrder("permit 0 s", "permit without calls true",
				"ping every 1 min", "timeout 20 s");
	}

	/** Records the settings of pings. */
	private static final class PingSettings extends ForwardingServerBuilder<PingSettings> {

		private final List<String> settings = new ArrayList<>();

		@Override
		protected ServerBuilder<?> delegate() {
			return InProcessServerBuilder.forName("unused");
		}

		private PingSettings note(String setting) {
			this.settings.add(setting);
			return this;
		}

		@Override
		public PingSettings permitKeepAliveTime(long time, TimeUnit unit) {
			return note("permit " + unit.toSeconds(time) + " s");
		}

		@Override
		public PingSettings permitKeepAliveWithoutCalls(boolean permit) {
			return note("permit without calls " + permit);
		}

		@Override
		public PingSettings keepAliveTime(long time, TimeUnit unit) {
			return note("ping every " + unit.toMinutes(time) + " min");
		}

		@Override
		public PingSettings keepAliveTimeout(long time, TimeUnit unit) {
			return note("timeout " + unit.toSeconds(time) + " s");
		}

	}

}
