package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Cube;
import io.github.magiconion4j.serialization.RecordedValuesTest.Line;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of types in the documentation: each of its types is written and read here,
 * and each that is written and read here is in the table.
 */
class DocumentedTypesTest {

	private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|$");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	/** A row's C# and Java names, with an example value. */
	static Stream<Case> cases() {
		return Stream.concat(recorded(),
				Stream.of(new Case("ulong", "long", long.class, Long.MAX_VALUE, "cf 7f ff ff ff ff ff ff ff"),
						new Case("DateTime", "LocalDateTime", LocalDateTime.class,
								LocalDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), "d6 ff 00 00 00 00"),
						new Case("DayOfWeek", "DayOfWeek", DayOfWeek.class, DayOfWeek.SUNDAY, "00"),
						new Case("T?", "Optional", new TypeReference<Optional<Integer>>() {
						}.getType(), Optional.of(7), "07"),
						new Case("byte[]", "ByteBuffer", java.nio.ByteBuffer.class,
								java.nio.ByteBuffer.wrap(new byte[] { 7 }), "c4 01 07"),
						new Case("T[,,]", "", Cube.class, new Cube(1, 1, 2, List.of(3, 4)), "94 01 01 02 92 03 04"),
						vector("@Key(0)"), vector("@Key(1)"), vector("@Key(2)"),
						new Case("Nil", "CompletionStage<Void>", void.class, null, "c0")));
	}

	/** As the formatter of MessagePack-CSharp for Unity writes it. */
	private static Case vector(String key) {
		return new Case("Vector3", key, Vector3.class, new Vector3(1, 2, 3),
				"93 ca 3f 80 00 00 ca 40 00 00 00 ca 40 40 00 00");
	}

	private static Stream<Case> recorded() {
		return Stream
			.of("bool boolean bool", "sbyte byte sbyte", "short short short", "int int int", "long long long",
					"byte short byte", "ushort int ushort", "uint long uint", "ulong UnsignedLong ulong",
					"float float float", "double double double", "char char char", "decimal BigDecimal decimal",
					"BigInteger BigInteger BigInteger", "string String string", "Version String Version",
					"Guid UUID Guid", "Uri URI Uri", "DateTime Instant DateTime (Utc)",
					"DateTimeOffset OffsetDateTime DateTimeOffset", "DateOnly LocalDate DateOnly",
					"TimeOnly LocalTime TimeOnly", "TimeSpan Duration TimeSpan", "enum enum Colour (int enum)",
					"enum @JsonValue Colour (int enum)", "[Flags]_enum EnumSet Permissions (byte flags enum)",
					"[Flags]_enum @JsonValue Permissions (byte flags enum)", "byte[] byte[] byte[]", "T[] T[] int[]",
					"List<T> List List<int>", "HashSet<T> Set HashSet<string>", "T[,] List int[,]",
					"Dictionary<K,_V> Map Dictionary<int,string>",
					"KeyValuePair<K,_V> Map.Entry KeyValuePair<string,int>", "Tuple @Key(0) Tuple<int,string>",
					"ValueTuple @Key(1) ValueTuple<int,string>", "[Key(n)] @Key(n) PointStruct (floats)",
					"keyAsPropertyName  Named (keyAsPropertyName: int Id, string Name, Colour Colour)",
					"[Key(\"name\")] @JsonProperty StringKeys (Key(\"id\"), Key(\"display_name\"))",
					"[Union] @Union IShape (Union 0 Circle)", "object Object object", "Nil void Nil")
			.map((text) -> text.split(" ", 3))
			.map((parts) -> {
				Line line = line(parts[2]);
				return new Case(parts[0].replace('_', ' '), parts[1], line.javaType(), line.javaValue(), line.hex());
			});
	}

	private static Line line(String type) {
		try {
			return RecordedValuesTest.lines()
				.stream()
				.filter((line) -> line.type().equals(type))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void isWrittenAndRead(Case each) throws IOException {
		assertThat(Bodies.written(each.type(), each.value()).replace(" ", "")).isEqualTo(each.hex().replace(" ", ""));
		assertThat(Bodies.read(each.type(), each.hex())).isEqualTo(each.value());
	}

	@ParameterizedTest
	@MethodSource("cases")
	void isInTheTable(Case each) throws IOException {
		assertThat(rows()).as(each.toString())
			.anyMatch((row) -> row.csharp().contains(each.csharp())
					&& (each.java().isEmpty() || row.java().contains(each.java())));
	}

	@Test
	void everythingInTheTableIsWrittenAndRead() throws IOException {
		for (Row row : rows()) {
			Set<String> shown = cases().filter((each) -> row.csharp().contains(each.csharp()))
				.map(Case::csharp)
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(shown).containsExactlyInAnyOrderElementsOf(row.csharp());
			Set<String> java = cases().filter((each) -> row.csharp().contains(each.csharp()))
				.map(Case::java)
				.filter((name) -> !name.isEmpty())
				.collect(Collectors.toSet());
			assertThat(java).as("the row of %s", row.csharp()).containsExactlyInAnyOrderElementsOf(row.java());
		}
	}

	/** Rows with three columns, and C# names in the first. */
	private static List<Row> rows() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "contracts-and-types.md"));
		String table = page.substring(page.indexOf("| C# | Java |"), page.indexOf("```java\nrecord Player"));
		return table.lines()
			.map(ROW::matcher)
			.filter((row) -> row.matches() && row.group(1).contains("`"))
			.map((row) -> new Row(names(row.group(1)), names(row.group(2))))
			.toList();
	}

	private static List<String> names(String cell) {
		return CODE.matcher(cell).results().map((name) -> name.group(1)).toList();
	}

	record Vector3(@Key(0) float x, @Key(1) float y, @Key(2) float z) {

	}

	private record Row(List<String> csharp, List<String> java) {

	}

	record Case(String csharp, String java, Type type, @Nullable Object value, String hex) {

		@Override
		public String toString() {
			return this.csharp + " " + this.java;
		}

	}

}
