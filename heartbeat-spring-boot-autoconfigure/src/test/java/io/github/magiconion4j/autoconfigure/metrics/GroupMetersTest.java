package io.github.magiconion4j.autoconfigure.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupMetersTest {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final InMemoryBackplane.Link link = new InMemoryBackplane().connect();

	private final OwnMeters own = new OwnMeters(this.registry);

	private final BackplaneListener meters = new GroupMeters(this.own, this.link);

	private RequiredSearch search(StreamingHubMeter meter) {
		return this.registry.get(meter.getName()).tag("backplane", "memory");
	}

	@Test
	void eachEventIsCountedByItsOwnMeter() {
		this.meters.published(10);
		this.meters.published(10);
		this.meters.received(20);
		this.meters.returned(TimeUnit.MILLISECONDS.toNanos(3));
		this.meters.subscriptions(1);
		this.meters.subscriptions(1);
		this.meters.subscriptions(-1);
		assertThat(search(StreamingHubMeter.GROUPS_PUBLISHED).counter().count()).isEqualTo(2);
		assertThat(search(StreamingHubMeter.GROUPS_RECEIVED).counter().count()).isEqualTo(1);
		assertThat(search(StreamingHubMeter.GROUPS_RETURN).timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
		assertThat(search(StreamingHubMeter.GROUPS_SUBSCRIPTIONS).gauge().value()).isEqualTo(1);
	}

	@Test
	void lostMessagesAreCountedByReason() {
		for (Drop reason : Drop.values()) {
			assertThat(dropped(reason)).isZero();
			this.meters.dropped(reason);
			assertThat(dropped(reason)).isEqualTo(1);
		}
		assertThat(dropped(Drop.DOWN)).isEqualTo(1);
	}

	private double dropped(Drop reason) {
		return search(StreamingHubMeter.GROUPS_DROPPED).tag("reason", reason.name().toLowerCase(Locale.ROOT))
			.counter()
			.count();
	}

	@Test
	void theStateOfTheBackplaneIsCurrent() {
		assertThat(search(StreamingHubMeter.GROUPS_UP).gauge().value()).isEqualTo(1);
		this.link.cut();
		assertThat(search(StreamingHubMeter.GROUPS_UP).gauge().value()).isZero();
		this.own.close();
		assertThat(this.registry.getMeters()).isEmpty();
	}

}
