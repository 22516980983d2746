package io.github.magiconion4j.autoconfigure.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.autoconfigure.LocalHub;
import io.github.magiconion4j.testing.TestHubClient;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * The number of series does not depend on the number of connections, past or present.
 */
class SeriesTest {

	private static final int LIMIT = 100;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final LocalHub hub = new LocalHub();

	private final ScheduledExecutorService housekeeping = mock();

	private Runnable everySecond;

	@BeforeEach
	void serve() throws Exception {
		this.hub.serve(new StreamingHubMeters(this.registry, this.hub.server(), LIMIT, this.housekeeping));
		ArgumentCaptor<Runnable> task = ArgumentCaptor.captor();
		verify(this.housekeeping).scheduleWithFixedDelay(task.capture(), anyLong(), eq(1L), eq(TimeUnit.SECONDS));
		this.everySecond = task.getValue();
	}

	@AfterEach
	void close() {
		this.hub.close();
	}

	private int series() {
		int series = 0;
		for (Meter meter : this.registry.getMeters()) {
			for (Measurement measurement : meter.measure()) {
				assertThat(measurement.getStatistic()).isNotNull();
				series++;
			}
		}
		return series;
	}

	private void aSecondPasses() throws InterruptedException {
		this.hub.acknowledgeAfter(0);
		this.everySecond.run();
	}

	@Test
	void thereAreAsManySeriesFor10000ConnectionsAsFor1000() throws Exception {
		this.hub.connectAcknowledging(1000);
		aSecondPasses();
		int few = series();
		assertThat(this.registry.find(StreamingHubMeter.HEARTBEAT_LATENCY.getName()).timeGauges()).hasSize(LIMIT);
		this.hub.connectAcknowledging(9000);
		aSecondPasses();
		assertThat(this.hub.server().connections("IHub")).hasSize(10_000);
		assertThat(series()).isEqualTo(few);
	}

	@Test
	void aHundredThousandConnectsAndDisconnectsLeaveNoMeterBehind() throws Exception {
		this.everySecond.run();
		List<Meter> before = this.registry.getMeters();
		int connected = 0;
		while (connected < 100_000) {
			List<TestHubClient> clients = new ArrayList<>(this.hub.connectAcknowledging(1000));
			connected += clients.size();
			aSecondPasses();
			assertThat(this.registry.getMeters()).hasSizeBetween(before.size(), before.size() + LIMIT);
			clients.forEach(TestHubClient::cancel);
		}
		this.everySecond.run();
		assertThat(this.registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
		assertThat(this.registry.get(StreamingHubMeter.CONNECTION_DURATION.getName())
			.tag("reason", "client_reset")
			.timer()
			.count()).isEqualTo(100_000);
		assertThat(this.hub.server().connections("IHub")).isEmpty();
	}

}
