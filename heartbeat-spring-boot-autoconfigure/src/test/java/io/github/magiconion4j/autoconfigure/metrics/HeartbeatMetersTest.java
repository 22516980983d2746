package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.server.ServerConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class HeartbeatMetersTest {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final HeartbeatMeters meters = new HeartbeatMeters(new OwnMeters(this.registry), "IHub");

	private final ServerConnection connection = mock(ServerConnection.class);

	private double count(String name, String... tags) {
		return this.registry.get(StreamingHubMeter.PREFIX + "heartbeat." + name)
			.tag("rpc.service", "IHub")
			.tags(tags)
			.counter()
			.count();
	}

	@Test
	void everythingThatHappensIsCounted() {
		this.meters.sent(this.connection);
		this.meters.sent(this.connection);
		this.meters.skipped(this.connection);
		this.meters.timedOut(this.connection);
		this.meters.metadataFailed(new IllegalStateException("a provider"));
		this.meters.acknowledged(this.connection, 5_000_000);
		this.meters.ignored(this.connection, IgnoredAck.DUPLICATE);
		assertThat(count("sent")).isEqualTo(2);
		assertThat(count("skipped", "reason", "backpressure")).isEqualTo(1);
		assertThat(count("timeouts")).isEqualTo(1);
		assertThat(count("metadata.failures")).isEqualTo(1);
		assertThat(count("acked", "outcome", "measured")).isEqualTo(1);
		assertThat(count("acked", "outcome", "duplicate")).isEqualTo(1);
		assertThat(count("acked", "outcome", "late")).isZero();
		assertThat(count("acked", "outcome", "unknown")).isZero();
		assertThat(
				this.registry.get(StreamingHubMeter.HEARTBEAT_RTT.getName()).timer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(5);
	}

}
