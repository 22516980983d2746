package io.github.magiconion4j.autoconfigure.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.hub.HubContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one hub's heartbeats. They are registered once, so counting needs no
 * lookup.
 */
final class HeartbeatMeters implements HeartbeatListener {

	private final Timer roundTripTime;

	private final Counter sent;

	private final Counter skipped;

	private final Counter measured;

	private final Map<IgnoredAck, Counter> ignored = new EnumMap<>(IgnoredAck.class);

	private final Counter timeouts;

	private final Counter metadataFailures;

	HeartbeatMeters(OwnMeters meters, String serviceName) {
		Tags tags = Tags.of("rpc.service", serviceName);
		this.roundTripTime = StreamingHubMeter.HEARTBEAT_RTT.timer(meters, tags);
		this.sent = StreamingHubMeter.HEARTBEAT_SENT.counter(meters, tags);
		this.skipped = StreamingHubMeter.HEARTBEAT_SKIPPED.counter(meters, tags.and("reason", "backpressure"));
		this.measured = StreamingHubMeter.HEARTBEAT_ACKED.counter(meters, tags.and("outcome", "measured"));
		for (IgnoredAck why : IgnoredAck.values()) {
			Tags outcome = tags.and("outcome", why.name().toLowerCase(Locale.ROOT));
			this.ignored.put(why, StreamingHubMeter.HEARTBEAT_ACKED.counter(meters, outcome));
		}
		this.timeouts = StreamingHubMeter.HEARTBEAT_TIMEOUTS.counter(meters, tags);
		this.metadataFailures = StreamingHubMeter.HEARTBEAT_METADATA_FAILURES.counter(meters, tags);
	}

	@Override
	public void sent(HubContext connection) {
		this.sent.increment();
	}

	@Override
	public void skipped(HubContext connection) {
		this.skipped.increment();
	}

	@Override
	public void acknowledged(HubContext connection, long roundTripNanos) {
		this.measured.increment();
		this.roundTripTime.record(roundTripNanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void ignored(HubContext connection, IgnoredAck why) {
		Counter counter = this.ignored.get(why);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void timedOut(HubContext connection) {
		this.timeouts.increment();
	}

	@Override
	public void metadataFailed(Throwable failure) {
		this.metadataFailures.increment();
	}

}
