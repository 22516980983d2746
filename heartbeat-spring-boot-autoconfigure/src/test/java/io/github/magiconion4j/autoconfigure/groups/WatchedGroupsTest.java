package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.metrics.StreamingHubMeter;
import io.github.magiconion4j.autoconfigure.metrics.StreamingHubMetricsAutoConfiguration;
import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.server.GroupSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instrumentations are also notified of the backplane's events.
 */
class WatchedGroupsTest {

	private final InMemoryBackplane.Link link = new InMemoryBackplane().connect();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubGroupsAutoConfiguration.class,
				StreamingHubAutoConfiguration.class, StreamingHubMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void metersExistFromTheStartAndCountCalls() {
		this.runner.withBean(GroupBackplane.class, () -> this.link).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get(StreamingHubMeter.GROUPS_UP.getName()).gauge().value()).isEqualTo(1);
			assertThat(registry.get(StreamingHubMeter.GROUPS_PUBLISHED.getName()).counter().count()).isZero();
			call(context.getBean(GroupProvider.class));
			assertThat(registry.get(StreamingHubMeter.GROUPS_PUBLISHED.getName()).counter().count()).isEqualTo(1);
			this.link.cut();
			call(context.getBean(GroupProvider.class));
			assertThat(registry.get(StreamingHubMeter.GROUPS_DROPPED.getName()).tag("reason", "down").counter().count())
				.isEqualTo(1);
		});
	}

	@Test
	void withoutABackplaneThereAreNone() {
		this.runner.run((context) -> assertThat(context.getBean(MeterRegistry.class).getMeters())
			.noneMatch((meter) -> meter.getId().getName().contains(".groups.")));
	}

	@Test
	void aFailingListenerAffectsNeitherTheCallNorOthers() {
		List<String> heard = new CopyOnWriteArrayList<>();
		GroupSettings settings = GroupSettings.DEFAULTS.withBackplane(this.link)
			.withListeners((backplane) -> new Recorded("own", heard));
		this.runner.withBean(GroupSettings.class, () -> settings)
			.withBean("failing", HubInstrumentation.class, () -> watching(new BackplaneListener() {

				@Override
				public void published(int bytes) {
					throw new IllegalStateException();
				}

			}))
			.withBean("other", HubInstrumentation.class, () -> watching(new Recorded("other", heard)))
			.run((context) -> {
				call(context.getBean(GroupProvider.class));
				assertThat(heard).containsExactlyInAnyOrder("own published", "other published");
			});
	}

	private static HubInstrumentation watching(BackplaneListener listener) {
		return new HubInstrumentation() {

			@Override
			public BackplaneListener groups(GroupBackplane backplane) {
				return listener;
			}

		};
	}

	private static void call(GroupProvider groups) {
		groups.getOrAdd("news", Receiver.class).all().onText("hello");
	}

	interface Receiver {

		void onText(String text);

	}

	private record Recorded(String name, List<String> heard) implements BackplaneListener {

		@Override
		public void published(int bytes) {
			this.heard.add(this.name + " published");
		}

	}

}
