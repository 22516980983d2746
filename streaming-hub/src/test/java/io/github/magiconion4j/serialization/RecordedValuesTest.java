package io.github.magiconion4j.serialization;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines of {@code values.jsonl}, written by genuine MessagePack-CSharp, whose types
 * are numbers, text, UUIDs and arrays of them.
 */
class RecordedValuesTest {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** What C#'s types are in Java, and what the text of a value means. */
	private static final Map<String, JavaType> TYPES = Map.ofEntries(
			Map.entry("bool", new JavaType(boolean.class, Boolean::valueOf)),
			Map.entry("byte", new JavaType(short.class, Short::valueOf)),
			Map.entry("sbyte", new JavaType(byte.class, Byte::valueOf)),
			Map.entry("short", new JavaType(short.class, Short::valueOf)),
			Map.entry("ushort", new JavaType(int.class, Integer::valueOf)),
			Map.entry("int", new JavaType(int.class, Integer::valueOf)),
			Map.entry("int?", new JavaType(Integer.class, Integer::valueOf)),
			Map.entry("uint", new JavaType(long.class, Long::valueOf)),
			Map.entry("long", new JavaType(long.class, Long::valueOf)),
			Map.entry("float", new JavaType(float.class, Float::valueOf)),
			Map.entry("double", new JavaType(double.class, Double::valueOf)),
			Map.entry("string", new JavaType(String.class, (text) -> text)),
			Map.entry("Guid", new JavaType(UUID.class, RecordedValuesTest::guid)),
			Map.entry("byte[]", new JavaType(byte[].class, RecordedValuesTest::binary)),
			Map.entry("int[]", new JavaType(int[].class, json(int[].class))),
			Map.entry("int[16]", new JavaType(int[].class, (text) -> new int[16])),
			Map.entry("string[]", new JavaType(String[].class, (text) -> new String[] { "a", null })),
			Map.entry("bool[]", new JavaType(boolean[].class, json(boolean[].class))),
			Map.entry("float[]", new JavaType(float[].class, json(float[].class))),
			Map.entry("double[]", new JavaType(double[].class, json(double[].class))),
			Map.entry("List<int>", new JavaType(Bodies.LIST_OF_INT, json(List.class))));

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
	@MethodSource("lines")
	void asAnArgument(Line line) throws IOException {
		BodyCodec<Object[]> two = Bodies.SERIALIZER.arguments(List.of(line.javaType(), int.class));
		assertThat(Bodies.read(two, "92" + line.hex() + "05")).containsExactly(line.javaValue(), 5);
	}

	@Test
	void everyTypeHasALine() throws IOException {
		assertThat(lines()).extracting(Line::type).containsAll(TYPES.keySet());
	}

	static List<Line> lines() throws IOException {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(RecordedValuesTest.class.getResourceAsStream("/recordings/values.jsonl")),
				StandardCharsets.UTF_8))) {
			return reader.lines().map(Line::parse).filter((line) -> TYPES.containsKey(line.type())).toList();
		}
	}

	private static UUID guid(String text) {
		return text.equals("empty") ? new UUID(0, 0) : UUID.fromString(text);
	}

	/** {@code 3 bytes: 010203}. */
	private static byte[] binary(String text) {
		return Bodies.bytes(text.substring(text.indexOf(':') + 1));
	}

	private static Function<String, Object> json(Class<?> type) {
		return (text) -> {
			try {
				return JSON.readValue(text, type);
			}
			catch (JsonProcessingException ex) {
				throw new UncheckedIOException(ex);
			}
		};
	}

	private record JavaType(Type type, Function<String, Object> parse) {

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
			return TYPES.get(this.type).type();
		}

		@Nullable Object javaValue() {
			return this.hex.equals("c0") ? null : TYPES.get(this.type).parse().apply(this.value);
		}

		@Override
		public String toString() {
			String text = this.type + " " + this.value;
			return (text.length() > 40) ? text.substring(0, 40) + "…" : text;
		}

	}

}
