package io.github.magiconion4j.autoconfigure.health;

import io.github.magiconion4j.autoconfigure.groups.StreamingHubGroupsAutoConfiguration;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.server.GroupSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The health of groups on Boot 3, as shown by the endpoint. (Integration tests check that
 * of Boot 4.)
 */
class StreamingHubGroupHealthAutoConfigurationTest {

	private static final String INDICATOR = "streamingHubGroupsHealthIndicator";

	private final InMemoryBackplane.Link link = new InMemoryBackplane().connect();

	private final ApplicationContextRunner plain = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubGroupsAutoConfiguration.class,
				StreamingHubGroupHealthAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, EndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoint.health.show-details=always",
				"management.endpoints.web.exposure.include=health");

	private final ApplicationContextRunner runner = this.plain.withBean(GroupBackplane.class, () -> this.link);

	@Test
	void itIsDownOnlyInItsOwnGroup() {
		this.runner.run((context) -> {
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(status(endpoint, "streamingHubBackplane")).isEqualTo(Status.UP);
			this.link.cut();
			assertThat(status(endpoint, "streamingHubBackplane")).isEqualTo(Status.DOWN);
			Health health = (Health) endpoint.healthForPath("streamingHubBackplane", "streamingHubGroups");
			assertThat(health.getDetails()).containsEntry("memory", "DOWN");
			assertThat(status(endpoint)).isEqualTo(Status.UP);
			this.link.restore();
			assertThat(status(endpoint, "streamingHubBackplane")).isEqualTo(Status.UP);
		});
	}

	@Test
	void itCanBeIncludedInAnotherGroup() {
		this.runner
			.withPropertyValues("management.endpoint.health.group.traffic.include=streamingHubGroups,ping",
					"management.endpoint.health.group.other.include=ping")
			.run((context) -> {
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				this.link.cut();
				assertThat(status(endpoint, "traffic")).isEqualTo(Status.DOWN);
				assertThat(status(endpoint, "other")).isEqualTo(Status.UP);
			});
	}

	@Test
	void itSaysWhyTheBackplaneIsDown() {
		this.plain
			.withPropertyValues("magiconion.streaming-hub.groups.backplane=nats",
					"magiconion.streaming-hub.groups.nats.servers=nats://ada:secret@127.0.0.1:1")
			.run((context) -> {
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				await().untilAsserted(() -> {
					Health health = (Health) endpoint.healthForPath("streamingHubBackplane", "streamingHubGroups");
					assertThat(health.getDetails()).containsEntry("nats", "DOWN").containsKey("nats.failure");
					assertThat(health.getDetails().get("nats.failure")).asString()
						.contains("127.0.0.1:1")
						.doesNotContain("secret");
				});
			});
	}

	private static Status status(HealthEndpoint endpoint, String... path) {
		HealthComponent health = endpoint.healthForPath(path);
		assertThat(health).as("%s", (Object) path).isNotNull();
		return health.getStatus();
	}

	@Test
	void itExistsIfThereIsABackplane() {
		this.plain.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(INDICATOR));
		this.plain.withPropertyValues("magiconion.streaming-hub.groups.backplane=none")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(INDICATOR));
		this.plain.withPropertyValues("magiconion.streaming-hub.groups.backplane=nats")
			.run((context) -> assertThat(context).hasBean(INDICATOR));
		this.plain.withPropertyValues("magiconion.streaming-hub.groups.hubs.IChatHub.backplane=nats")
			.run((context) -> assertThat(context).hasBean(INDICATOR));
		this.plain.withBean(GroupSettings.class, () -> GroupSettings.DEFAULTS.withBackplane(this.link))
			.run((context) -> assertThat(context).hasBean(INDICATOR));
		this.runner.withPropertyValues("management.health.streaming-hub-groups.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(INDICATOR));
	}

}
