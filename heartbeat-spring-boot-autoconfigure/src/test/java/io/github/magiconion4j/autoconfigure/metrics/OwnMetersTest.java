package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.ScheduledExecutorService;

import io.github.magiconion4j.autoconfigure.LocalHub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Several application contexts may share a registry: closing one removes only its own
 * meters.
 */
class OwnMetersTest {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final LocalHub hub = new LocalHub();

	private StreamingHubMeters context() {
		return new StreamingHubMeters(this.registry, this.hub.server(), 100, mock(ScheduledExecutorService.class));
	}

	@Test
	void closingAContextRemovesOnlyItsOwnMeters() {
		Counter other = this.registry.counter(StreamingHubMeter.PREFIX + "of.the.application");
		StreamingHubMeters ended = context();
		ended.connections("IFirstHub").method("Add").completed(1, new IllegalStateException());
		ended.heartbeats("IFirstHub");
		StreamingHubMeters stays = context();
		stays.connections("ISecondHub");
		stays.heartbeats("ISecondHub");
		int all = this.registry.getMeters().size();
		ended.close();
		assertThat(this.registry.getMeters()).contains(other).hasSizeLessThan(all).noneMatch(OwnMetersTest::isOfFirst);
		assertThat(this.registry.find(StreamingHubMeter.CONNECTIONS.getName()).tag("rpc.service", "ISecondHub").gauge())
			.isNotNull();
		assertThat(this.registry.find(StreamingHubMeter.HEARTBEAT_TICK_LAG.getName()).timer()).isNotNull();
		stays.close();
		assertThat(this.registry.getMeters()).containsExactly(other);
	}

	private static boolean isOfFirst(Meter meter) {
		return "IFirstHub".equals(meter.getId().getTag("rpc.service"));
	}

	@Test
	void aCounterOfTwoContextsStaysUntilBothHaveEnded() {
		StreamingHubMeters ended = context();
		ended.heartbeats("IFirstHub").metadataFailed(new IllegalStateException());
		StreamingHubMeters stays = context();
		stays.heartbeats("IFirstHub").metadataFailed(new IllegalStateException());
		ended.close();
		assertThat(this.registry.get(StreamingHubMeter.HEARTBEAT_METADATA_FAILURES.getName()).counter().count())
			.isEqualTo(2);
		stays.close();
		assertThat(this.registry.getMeters()).isEmpty();
	}

}
