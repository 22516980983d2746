package io.github.magiconion4j.autoconfigure.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.autoconfigure.LocalHub;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.testing.TestHubClient;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which connections have a gauge.
 */
class LatencyGaugesTest {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final LocalHub hub = new LocalHub();

	private LatencyGauges latencies = gauges(0);

	@BeforeEach
	void serve() throws Exception {
		this.hub.serve(new HubInstrumentation() {

			@Override
			public HubListener connections(String serviceName) {
				return new HubListener() {

					@Override
					public void disconnected(ServerConnection connection, DisconnectReason reason) {
						LatencyGaugesTest.this.latencies.ended();
					}

				};
			}

		});
	}

	@AfterEach
	void close() {
		this.hub.close();
	}

	private LatencyGauges gauges(int limit) {
		this.latencies = new LatencyGauges(new OwnMeters(this.registry), this.hub.server(), limit);
		return this.latencies;
	}

	/** As once a second. */
	private static void reconcile(LatencyGauges latencies, int seconds) {
		for (int second = 0; second < seconds; second++) {
			latencies.reconcile();
		}
	}

	private List<TimeGauge> registered() {
		return List.copyOf(this.registry.find(StreamingHubMeter.HEARTBEAT_LATENCY.getName()).timeGauges());
	}

	private Set<String> connections() {
		return registered().stream().map((gauge) -> gauge.getId().getTag("connection")).collect(Collectors.toSet());
	}

	@Test
	void aConnectionHasAGaugeFromItsFirstAcknowledgementUntilItDisconnects() throws Exception {
		LatencyGauges latencies = gauges(10);
		this.hub.connect(1);
		latencies.reconcile();
		assertThat(registered()).isEmpty();
		this.hub.acknowledgeAfter(20);
		latencies.reconcile();
		assertThat(registered()).singleElement().satisfies((gauge) -> {
			assertThat(gauge.value()).isEqualTo(0.02);
			assertThat(gauge.getId().getTag("rpc.service")).isEqualTo("IHub");
			assertThat(gauge.getId().getTag("connection"))
				.isEqualTo(this.hub.server().connections().findAny().orElseThrow().connectionId().toString());
		});
		this.hub.clients().get(0).cancel();
		latencies.reconcile();
		assertThat(registered()).isEmpty();
	}

	@Test
	void thereAreAtMostAsManyAsTheLimitAndTheRestIsCounted() throws Exception {
		LatencyGauges latencies = gauges(3);
		this.hub.connect(5);
		this.hub.acknowledgeAfter(20);
		latencies.reconcile();
		List<TimeGauge> first = registered();
		assertThat(first).hasSize(3);
		assertThat(latencies.dropped("IHub")).isEqualTo(2);
		latencies.reconcile();
		assertThat(registered()).containsExactlyInAnyOrderElementsOf(first);
		this.hub.clients().forEach(TestHubClient::cancel);
		reconcile(latencies, 30); // while no gauge can begin
		assertThat(registered()).isEmpty();
		assertThat(latencies.dropped("IHub")).isZero();
	}

	@Test
	void theNextConnectionsGetFreeGauges() throws Exception {
		LatencyGauges latencies = gauges(3);
		this.hub.connect(5);
		this.hub.acknowledgeAfter(20);
		latencies.reconcile();
		this.hub.clients().subList(0, 4).forEach(TestHubClient::cancel);
		reconcile(latencies, 6);
		assertThat(registered()).hasSize(1);
	}

	@Test
	void aMuchSlowerConnectionReplacesTheFastestTenTimesAMinute() throws Exception {
		LatencyGauges latencies = gauges(20);
		this.hub.connectAcknowledging(20);
		this.hub.acknowledgeAfter(0);
		latencies.reconcile();
		Set<String> fast = connections();
		this.hub.connect(40);
		this.hub.acknowledgeAfter(500);
		reconcile(latencies, 60);
		assertThat(connections()).hasSize(20);
		assertThat(connections().stream().filter((connection) -> !fast.contains(connection))).hasSize(10);
	}

	@Test
	void theSlowestReplaceTheFastest() throws Exception {
		LatencyGauges latencies = gauges(2);
		this.hub.connectAcknowledging(2);
		this.hub.acknowledgeAfter(0);
		latencies.reconcile();
		reconcile(latencies, 60); // until there are tokens for both
		for (int millis : new int[] { 100, 500, 300, 200, 400 }) {
			this.hub.connect(1);
			this.hub.acknowledgeAfter(millis);
			this.hub.clients().clear(); // it acknowledges no other
		}
		reconcile(latencies, 30);
		assertThat(registered()).extracting(TimeGauge::value).containsExactlyInAnyOrder(0.5, 0.4);
	}

	/** The monitoring system keeps each series long after the connection has ended. */
	@Test
	void shortConnectionsCreateABoundedNumberOfSeries() throws Exception {
		LatencyGauges latencies = gauges(100);
		Set<Meter.Id> series = new HashSet<>();
		this.registry.config().onMeterAdded((meter) -> series.add(meter.getId()));
		for (int second = 0; second < 600; second++) {
			List<TestHubClient> clients = this.hub.connectAcknowledging(200);
			this.hub.acknowledgeAfter(0);
			latencies.reconcile();
			clients.forEach(TestHubClient::cancel);
		}
		assertThat(series).hasSizeBetween(100, 100 + 100);
	}

	@Test
	void afterAPauseAsManyAsTheLimitAreAddedAtOnce() throws Exception {
		LatencyGauges latencies = gauges(3);
		for (int round = 0; round < 3; round++) {
			List<TestHubClient> clients = this.hub.connectAcknowledging(5);
			this.hub.acknowledgeAfter(0);
			latencies.reconcile();
			assertThat(registered()).hasSize(3);
			assertThat(latencies.dropped("IHub")).isEqualTo(2);
			clients.forEach(TestHubClient::cancel);
			reconcile(latencies, 30);
		}
	}

	@Test
	void aSlightlySlowerConnectionDoesNotReplaceOthers() throws Exception {
		LatencyGauges latencies = gauges(1);
		this.hub.connectAcknowledging(1);
		this.hub.acknowledgeAfter(0);
		latencies.reconcile();
		Set<String> first = connections();
		this.hub.connect(5);
		this.hub.acknowledgeAfter(9);
		reconcile(latencies, 60);
		assertThat(connections()).isEqualTo(first);
	}

	@Test
	void aLimitOfZeroMeansNoGauge() throws Exception {
		LatencyGauges latencies = gauges(0);
		this.hub.connect(1);
		this.hub.acknowledgeAfter(20);
		latencies.reconcile();
		assertThat(registered()).isEmpty();
		assertThat(latencies.dropped("IHub")).isEqualTo(1);
	}

	@Test
	void aMeterFilterThatThrowsHasNoOtherEffect() throws Exception {
		LatencyGauges latencies = gauges(10);
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException("a filter");
			}

		});
		this.hub.connect(1);
		this.hub.acknowledgeAfter(20);
		latencies.reconcile();
		latencies.reconcile();
		assertThat(registered()).isEmpty();
	}

}
