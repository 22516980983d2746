package io.github.magiconion4j.autoconfigure.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.DisconnectReason;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table in the docs matches the enum. (Integration tests check the meters and tags of
 * a running application.)
 */
class StreamingHubMeterTest {

	@Test
	void theDocsHaveAllMetersAndNoOthers() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("..", "docs", "observability.md"))) {
			assertThat(lines.filter((line) -> line.startsWith("| `" + StreamingHubMeter.PREFIX)))
				.containsExactlyElementsOf(
						Stream.of(StreamingHubMeter.values()).map(StreamingHubMeterTest::row).toList());
		}
	}

	@Test
	void theDocsHaveAllReasonsAndNoOthers() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("..", "docs", "observability.md"))) {
			assertThat(lines.dropWhile((line) -> !line.startsWith("| reason | what"))
				.skip(2)
				.takeWhile((line) -> line.startsWith("| "))
				.map((line) -> line.substring(3, line.indexOf('`', 3))))
				.containsExactlyElementsOf(Stream.of(DisconnectReason.Type.values())
					.map((type) -> type.name().toLowerCase(Locale.ROOT))
					.toList());
		}
	}

	private static String row(StreamingHubMeter meter) {
		String tags = Stream.of(meter.getKeyNames())
			.map(KeyName::asString)
			.map((tag) -> "`" + tag + "`")
			.collect(Collectors.joining(", "));
		return "| `" + meter.getName() + "` | " + meter.getType().name().toLowerCase(Locale.ROOT) + " | "
				+ (tags.isEmpty() ? "–" : tags) + " | " + Objects.requireNonNullElse(meter.getBaseUnit(), "–") + " | "
				+ meter.meaning() + " |";
	}

}
