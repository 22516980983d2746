package io.github.magiconion4j.autoconfigure.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.HubFactory;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.ServerSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which connections have a gauge. All runs on the calling thread, in fake time.
 */
class LatencyGaugesTest {

	private static final String LATENCY = "magiconion.server.streaminghub.heartbeat.latency";

	private final FakeTime time = new FakeTime();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final List<TestHubClient> clients = new ArrayList<>();

	private StreamingHubServer server;

	private Server grpc;

	private ManagedChannel channel;

	@BeforeEach
	void serve() throws Exception {
		this.server = new StreamingHubServer(new MessagePackHubSerializer(), this.time.timer(),
				new ServerExecutors(Runnable::run, Runnable::run, Runnable::run, Runnable::run),
				ServerSettings.DEFAULTS, ServerExtensions.NONE);
		HeartbeatEngine engine = new HeartbeatEngine(this.time.timer(), this.time, Runnable::run, Runnable::run,
				() -> 0.5);
		String name = InProcessServerBuilder.generateName();
		this.grpc = InProcessServerBuilder.forName(name)
			.directExecutor()
			.addService(this.server.service(HubContract.of(IHub.class), () -> HubFactory.Created.of(new Hub()),
					engine.heartbeats("IHub", HeartbeatSettings.of(Duration.ofSeconds(1), Duration.ZERO), null,
							(value) -> new byte[0], HeartbeatListener.NONE),
					HubListener.NONE))
			.build()
			.start();
		this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
	}

	@AfterEach
	void close() {
		this.channel.shutdownNow();
		this.grpc.shutdownNow();
	}

	private void connect(int count) {
		for (int i = 0; i < count; i++) {
			this.clients.add(TestHubClient.connect(this.channel, "IHub"));
		}
	}

	private void acknowledge() throws InterruptedException {
		this.time.advanceMillis(1020);
		for (TestHubClient client : this.clients) {
			client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
		}
	}

	private List<TimeGauge> gauges() {
		return List.copyOf(this.registry.find(LATENCY).timeGauges());
	}

	@Test
	void aConnectionHasAGaugeFromItsFirstAcknowledgementUntilItDisconnects() throws Exception {
		LatencyGauges latencies = new LatencyGauges(this.registry, this.server, 10);
		connect(1);
		latencies.reconcile();
		assertThat(gauges()).isEmpty();
		acknowledge();
		latencies.reconcile();
		assertThat(gauges()).singleElement().satisfies((gauge) -> {
			assertThat(gauge.value()).isEqualTo(0.02);
			assertThat(gauge.getId().getTag("rpc.service")).isEqualTo("IHub");
			assertThat(gauge.getId().getTag("connection"))
				.isEqualTo(this.server.connections().findAny().orElseThrow().connectionId().toString());
		});
		this.clients.get(0).cancel();
		latencies.reconcile();
		assertThat(gauges()).isEmpty();
	}

	@Test
	void thereAreNeverMoreThanTheLimit() throws Exception {
		LatencyGauges latencies = new LatencyGauges(this.registry, this.server, 3);
		connect(5);
		acknowledge();
		latencies.reconcile();
		List<TimeGauge> first = gauges();
		assertThat(first).hasSize(3);
		latencies.reconcile();
		assertThat(gauges()).containsExactlyInAnyOrderElementsOf(first);
		this.clients.forEach(TestHubClient::cancel);
		latencies.reconcile();
		assertThat(gauges()).isEmpty();
	}

	@Test
	void theNextOnesComeWhenThereIsRoom() throws Exception {
		LatencyGauges latencies = new LatencyGauges(this.registry, this.server, 3);
		connect(5);
		acknowledge();
		latencies.reconcile();
		this.clients.subList(0, 4).forEach(TestHubClient::cancel);
		latencies.reconcile();
		assertThat(gauges()).hasSize(1);
	}

	@Test
	void aLimitOfZeroMeansNoGauge() throws Exception {
		LatencyGauges latencies = new LatencyGauges(this.registry, this.server, 0);
		connect(1);
		acknowledge();
		latencies.reconcile();
		assertThat(gauges()).isEmpty();
	}

	@Test
	void aMeterFilterThatThrowsHarmsNothing() throws Exception {
		LatencyGauges latencies = new LatencyGauges(this.registry, this.server, 10);
		this.registry.config().meterFilter(new io.micrometer.core.instrument.config.MeterFilter() {

			@Override
			public io.micrometer.core.instrument.Meter.Id map(io.micrometer.core.instrument.Meter.Id id) {
				throw new IllegalStateException("a filter");
			}

		});
		connect(1);
		acknowledge();
		latencies.reconcile();
		latencies.reconcile();
		assertThat(gauges()).isEmpty();
	}

	interface IHub extends StreamingHub<Receiver> {

	}

	interface Receiver {

	}

	static final class Hub extends StreamingHubBase<Receiver> implements IHub {

	}

}
