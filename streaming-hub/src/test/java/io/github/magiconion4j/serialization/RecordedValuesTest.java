package io.github.magiconion4j.serialization;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All lines of {@code values.jsonl}, written by genuine MessagePack-CSharp, in both
 * directions.
 */
class RecordedValuesTest {

	private static final ObjectMapper JSON = new ObjectMapper();

	@ParameterizedTest(name = "{0}")
	@MethodSource("lines")
	void writesTheSameBytes(Line line) throws IOException {
		String written = Bodies.written(line.javaType(), line.javaValue()).replace(" ", "");
		assertThat(written).isEqualTo(switch (line.hex()) {
			case "caffc00000" -> "ca7fc00000"; // Java's NaN has the other sign
			case "cbfff8000000000000" -> "cb7ff8000000000000";
			default -> line.hex();
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("lines")
	void readsTheValueBack(Line line) throws IOException {
		assertThat(Bodies.read(line.javaType(), line.hex())).isEqualTo(line.javaValue());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("values")
	void asAnArgument(Line line) throws IOException {
		BodyCodec<Object[]> two = Bodies.SERIALIZER.arguments(List.of(line.javaType(), int.class));
		assertThat(Bodies.read(two, "92" + line.hex() + "05")).containsExactly(line.javaValue(), 5);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("lines")
	void writesAgainWhatItReads(Line line) throws IOException {
		Object read = Bodies.read(line.javaType(), line.hex());
		assertThat(Bodies.written(line.javaType(), read).replace(" ", "")).isEqualTo(line.hex());
	}

	@Test
	void everyTypeHasALine() throws IOException {
		assertThat(lines()).hasSize(133).extracting(Line::type).containsAll(RecordedTypes.names());
	}

	static List<Line> lines() throws IOException {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(RecordedValuesTest.class.getResourceAsStream("/recordings/values.jsonl")),
				StandardCharsets.UTF_8))) {
			return reader.lines().map(Line::parse).toList();
		}
	}

	/** No argument is of C#'s type {@code Nil}. */
	static List<Line> values() throws IOException {
		return lines().stream().filter((line) -> line.javaType() != void.class).toList();
	}

	record Line(String type, String value, String hex) {

		static Line parse(String line) {
			try {
				JsonNode json = JSON.readTree(line);
				return new Line(json.get("type").asText(), json.get("value").asText(), json.get("hex").asText());
			}
			catch (JsonProcessingException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		Type javaType() {
			return RecordedTypes.get(this.type).type();
		}

		@Nullable Object javaValue() {
			return this.hex.equals("c0") ? null : RecordedTypes.get(this.type).parse().apply(this.value);
		}

		@Override
		public String toString() {
			String text = this.type + " " + this.value;
			return (text.length() > 40) ? text.substring(0, 40) + "…" : text;
		}

	}

}
