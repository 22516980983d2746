package io.github.magiconion4j.autoconfigure.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of observations in the docs.
 */
class HubCallObservationTest {

	@Test
	void theDocsHaveAllObservationsAndNoOthers() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("..", "docs", "observability.md"))) {
			assertThat(lines
				.filter((line) -> line.contains("| `magiconion.server.streaminghub.c") && line.startsWith("| a")))
				.containsExactly(
						row("a call of a hub method", new DefaultHubCallObservationConvention().getName(),
								HubCallObservation.CALL),
						row("a start of a connection", HubCallObservation.CONNECT.getName(),
								HubCallObservation.CONNECT));
		}
	}

	private static String row(String meaning, String name, HubCallObservation observation) {
		return "| " + meaning + " | `" + name + "` | " + names(observation.getLowCardinalityKeyNames()) + " | "
				+ names(observation.getHighCardinalityKeyNames()) + " |";
	}

	private static String names(KeyName... keys) {
		return Stream.of(keys).map((key) -> "`" + key.asString() + "`").collect(Collectors.joining(", "));
	}

}
