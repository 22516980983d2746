package io.github.magiconion4j.autoconfigure.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.autoconfigure.StreamingHubClientAutoConfiguration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of the clients' meters in the docs.
 */
class ClientMetersTest {

	private static final String PREFIX = "magiconion.client.streaminghub.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class,
				StreamingHubClientAutoConfiguration.class, StreamingHubClientMetricsAutoConfiguration.class))
		.withPropertyValues("magiconion.streaming-hub.client.hubs.chat.address=localhost:1")
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void theDocsHaveAllMetersAndNoOthers() {
		this.runner.run((context) -> {
			context.getBean(ClientMeters.class).connecting("IChatHub");
			assertThat(documented())
				.containsExactlyInAnyOrderElementsOf(registered(context.getBean(MeterRegistry.class)));
		});
	}

	@Test
	void thereAreNoneIfTheLibraryIsDisabled() {
		this.runner.withPropertyValues("magiconion.streaming-hub.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ClientMeters.class)
				.doesNotHaveBean(StreamingHubClientMetricsAutoConfiguration.class));
	}

	private static List<String> documented() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("..", "docs", "observability.md"))) {
			return lines.filter((line) -> line.startsWith("| `" + PREFIX)).toList();
		}
	}

	private static List<String> registered(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith(PREFIX))
			.map(ClientMetersTest::row)
			.distinct()
			.toList();
	}

	private static String row(Meter.Id id) {
		return "| `" + id.getName() + "` | " + id.getType().name().toLowerCase(Locale.ROOT) + " | "
				+ id.getTags().stream().map(Tag::getKey).map((tag) -> "`" + tag + "`").collect(Collectors.joining(", "))
				+ " | " + Objects.requireNonNullElse(id.getBaseUnit(), "–") + " | " + id.getDescription() + " |";
	}

}
