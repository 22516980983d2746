package io.github.magiconion4j.autoconfigure.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.hub.spi.HubConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one hub's heartbeats. Nothing is looked up while they count.
 */
final class HeartbeatMeters implements HeartbeatListener {

	private final Timer roundTripTime;

	private final Counter sent;

	private final Counter skipped;

	private final Counter measured;

	private final Map<IgnoredAck, Counter> ignored = new EnumMap<>(IgnoredAck.class);

	private final Counter timeouts;

	private final Counter metadataFailures;

	HeartbeatMeters(MeterRegistry registry, String prefix, String serviceName) {
		String[] tags = { "rpc.service", serviceName };
		this.roundTripTime = Timer.builder(prefix + "rtt")
			.description("Round-trip times of acknowledged heartbeats")
			.tags(tags)
			.register(registry);
		this.sent = Counter.builder(prefix + "sent").description("Heartbeats that left").tags(tags).register(registry);
		this.skipped = Counter.builder(prefix + "skipped")
			.description("Heartbeats that were due while the one before still waited to leave")
			.tags(tags)
			.tag("reason", "backpressure")
			.register(registry);
		this.measured = acked(registry, prefix, tags, "measured");
		for (IgnoredAck why : IgnoredAck.values()) {
			this.ignored.put(why, acked(registry, prefix, tags, why.name().toLowerCase(Locale.ROOT)));
		}
		this.timeouts = Counter.builder(prefix + "timeouts")
			.description("Connections that were given up")
			.tags(tags)
			.register(registry);
		this.metadataFailures = Counter.builder(prefix + "metadata.failures")
			.description("Failures of the metadata provider")
			.tags(tags)
			.register(registry);
	}

	private static Counter acked(MeterRegistry registry, String prefix, String[] tags, String outcome) {
		return Counter.builder(prefix + "acked")
			.description("Acknowledgements of heartbeats")
			.tags(tags)
			.tag("outcome", outcome)
			.register(registry);
	}

	@Override
	public void sent(HubConnection connection) {
		this.sent.increment();
	}

	@Override
	public void skipped(HubConnection connection) {
		this.skipped.increment();
	}

	@Override
	public void acknowledged(HubConnection connection, long roundTripNanos) {
		this.measured.increment();
		this.roundTripTime.record(roundTripNanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void ignored(HubConnection connection, IgnoredAck why) {
		Counter counter = this.ignored.get(why);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void timedOut(HubConnection connection) {
		this.timeouts.increment();
	}

	@Override
	public void metadataFailed(Throwable failure) {
		this.metadataFailures.increment();
	}

}
