package io.github.magiconion4j.autoconfigure.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one backplane.
 */
final class GroupMeters implements BackplaneListener {

	private final Counter published;

	private final Counter received;

	private final Timer returned;

	private final Map<Drop, Counter> dropped = new EnumMap<>(Drop.class);

	private final Counter presenceFailed;

	private final AtomicInteger subscriptions = new AtomicInteger();

	GroupMeters(OwnMeters meters, GroupBackplane backplane) {
		Tags tags = Tags.of("backplane", backplane.name());
		this.published = StreamingHubMeter.GROUPS_PUBLISHED.counter(meters, tags);
		this.received = StreamingHubMeter.GROUPS_RECEIVED.counter(meters, tags);
		this.returned = StreamingHubMeter.GROUPS_RETURN.timer(meters, tags);
		for (Drop reason : Drop.values()) {
			this.dropped.put(reason, StreamingHubMeter.GROUPS_DROPPED.counter(meters,
					tags.and("reason", reason.name().toLowerCase(Locale.ROOT))));
		}
		this.presenceFailed = StreamingHubMeter.GROUPS_PRESENCE_FAILED.counter(meters, tags);
		StreamingHubMeter.GROUPS_SUBSCRIPTIONS.gauge(meters, tags, this.subscriptions, AtomicInteger::get);
		StreamingHubMeter.GROUPS_UP.gauge(meters, tags, backplane, (each) -> each.isUp() ? 1 : 0);
	}

	@Override
	public void published(int bytes) {
		this.published.increment();
	}

	@Override
	public void received(int bytes) {
		this.received.increment();
	}

	@Override
	public void returned(long nanos) {
		this.returned.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void dropped(Drop reason) {
		Counter counter = this.dropped.get(reason);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void presenceFailed() {
		this.presenceFailed.increment();
	}

	@Override
	public void subscriptions(int change) {
		this.subscriptions.addAndGet(change);
	}

}
