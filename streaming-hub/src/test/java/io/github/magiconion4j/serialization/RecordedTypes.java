package io.github.magiconion4j.serialization;

import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.magiconion4j.serialization.Contracts.Big;
import io.github.magiconion4j.serialization.Contracts.Circle;
import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.Contracts.Complex;
import io.github.magiconion4j.serialization.Contracts.Gaps;
import io.github.magiconion4j.serialization.Contracts.Line;
import io.github.magiconion4j.serialization.Contracts.Matrix;
import io.github.magiconion4j.serialization.Contracts.Named;
import io.github.magiconion4j.serialization.Contracts.Permission;
import io.github.magiconion4j.serialization.Contracts.Point;
import io.github.magiconion4j.serialization.Contracts.PointStruct;
import io.github.magiconion4j.serialization.Contracts.Shape;
import io.github.magiconion4j.serialization.Contracts.Square;
import io.github.magiconion4j.serialization.Contracts.StringKeys;
import io.github.magiconion4j.serialization.Contracts.Three;
import io.github.magiconion4j.serialization.Contracts.Two;
import org.jspecify.annotations.Nullable;

/**
 * Java types for the C# types of {@code values.jsonl}, and values for their texts. C#
 * types without a counterpart have substitutes of the same form: text for
 * {@code Version}; records for tuples, {@code Complex} and arrays of two dimensions.
 */
final class RecordedTypes {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Map<String, RecordedType> ALL = new HashMap<>();

	static {
		put("bool", boolean.class, Boolean::valueOf);
		put("byte", short.class, Short::valueOf);
		put("sbyte", byte.class, Byte::valueOf);
		put("short", short.class, Short::valueOf);
		put("ushort", int.class, Integer::valueOf);
		put("int", int.class, Integer::valueOf);
		put("int?", Integer.class, Integer::valueOf);
		put("uint", long.class, Long::valueOf);
		put("long", long.class, Long::valueOf);
		put("ulong", UnsignedLong.class, UnsignedLong::parse);
		put("float", float.class, Float::valueOf);
		put("double", double.class, Double::valueOf);
		put("decimal", BigDecimal.class, BigDecimal::new);
		put("BigInteger", BigInteger.class, BigInteger::new);
		put("char", char.class, (text) -> (char) Integer.parseInt(text.substring("U+".length()), 16));
		put("string", String.class, (text) -> text);
		put("Guid", UUID.class, (text) -> text.equals("empty") ? new UUID(0, 0) : UUID.fromString(text));
		put("Version", String.class, (text) -> text);
		put("Uri", URI.class, (text) -> URI.create(text.substring("a relative one: ".length())));
		put("Nil", void.class, (text) -> null);
		times();
		collections();
		objects();
	}

	private RecordedTypes() {
	}

	private static void times() {
		put("DateTime (Utc)", Instant.class, Instant::parse);
		put("DateTimeOffset", OffsetDateTime.class, OffsetDateTime::parse);
		put("TimeSpan", Duration.class, Map.of("1.5 s", Duration.ofMillis(1500), "-1 s", Duration.ofSeconds(-1),
				"30 min", Duration.ofMinutes(30), "100 ns", Duration.ofNanos(100)));
		put("DateOnly", LocalDate.class, LocalDate::parse);
		put("TimeOnly", LocalTime.class, LocalTime::parse);
	}

	private static void collections() {
		put("byte[]", byte[].class, RecordedTypes::binary);
		put("ArraySegment<byte>", byte[].class, Bodies::bytes);
		put("ReadOnlyMemory<byte>", ByteBuffer.class, (text) -> ByteBuffer.wrap(Bodies.bytes(text)));
		put("int[]", int[].class, json(int[].class));
		put("int[16]", int[].class, (text) -> new int[16]);
		put("int[][]", int[][].class, json(int[][].class));
		put("int[,]", Matrix.class, (text) -> new Matrix(3, 2, List.of(1, 2, 3, 4, 5, 6)));
		put("string[]", String[].class, (text) -> new String[] { "a", null });
		put("bool[]", boolean[].class, json(boolean[].class));
		put("float[]", float[].class, json(float[].class));
		put("double[]", double[].class, json(double[].class));
		put("List<int>", new TypeReference<List<Integer>>() {
		}, json(List.class));
		put("HashSet<string>", new TypeReference<Set<String>>() {
		}, (text) -> Set.of("a"));
		put("Queue<int>", new TypeReference<Queue<Integer>>() {
		}, json(LinkedList.class));
		put("Dictionary<string,int>", new TypeReference<Map<String, Integer>>() {
		}, (text) -> Map.of("a", 1));
		put("ConcurrentDictionary<string,int>", new TypeReference<ConcurrentMap<String, Integer>>() {
		}, (text) -> new ConcurrentHashMap<>(Map.of("a", 1)));
		put("Dictionary<int,string>", new TypeReference<Map<Integer, String>>() {
		}, (text) -> Map.of(7, "x"));
		put("Dictionary<Guid,bool>", new TypeReference<Map<UUID, Boolean>>() {
		}, (text) -> Map.of(UUID.fromString(text.substring(1, 37)), true));
		put("Dictionary<Colour,int>", new TypeReference<Map<Colour, Integer>>() {
		}, (text) -> Map.of(Colour.BLUE, 3));
		put("KeyValuePair<string,int>", new TypeReference<Map.Entry<String, Integer>>() {
		}, (text) -> Map.entry("a", 1));
		put("Tuple<int,string>", new TypeReference<Two<Integer, String>>() {
		}, (text) -> new Two<>(1, "a"));
		put("ValueTuple<int,string>", new TypeReference<Two<Integer, String>>() {
		}, (text) -> new Two<>(1, "a"));
		put("ValueTuple<int,string,bool>", new TypeReference<Three<Integer, String, Boolean>>() {
		}, (text) -> new Three<>(1, "a", true));
		put("object", Object.class, (text) -> 5);
		put("object[]", Object[].class, (text) -> new Object[] { 1, "a", null, true });
	}

	private static void objects() {
		put("Colour (int enum)", Colour.class, (text) -> Colour.BLUE);
		put("Permissions (byte flags enum)", new TypeReference<EnumSet<Permission>>() {
		}, (text) -> EnumSet.of(Permission.READ, Permission.WRITE));
		put("Big (long enum)", Big.class, (text) -> Big.LEAST);
		put("Complex", Complex.class, (text) -> new Complex(1, 2));
		put("Point ([Key(0)] X, [Key(1)] Y)", Point.class, (text) -> new Point(3, -4));
		put("Point", Point.class, (text) -> null);
		put("PointStruct (floats)", PointStruct.class, (text) -> new PointStruct(1.5f, 2));
		put("Line (record of two Points)", Line.class, (text) -> new Line(new Point(0, 0), new Point(1, 2)));
		put("Gaps ([Key(0)] int A, [Key(2)] string C, [Key(5)] bool F)", Gaps.class, (text) -> new Gaps(1, "c", true));
		put("Named (keyAsPropertyName: int Id, string Name, Colour Colour)", Named.class,
				(text) -> new Named(1, "n", Colour.GREEN));
		put("StringKeys (Key(\"id\"), Key(\"display_name\"))", StringKeys.class, (text) -> new StringKeys(1, "n"));
		put("IShape (Union 0 Circle)", Shape.class, (text) -> new Circle(2.5));
		put("IShape (Union 1 Square)", Shape.class, (text) -> new Square(2, null));
	}

	/**
	 * The Java type of a C# one.
	 * @throws IllegalArgumentException if the recordings contain it, but this class does
	 * not
	 */
	static RecordedType get(String name) {
		RecordedType type = ALL.get(name);
		if (type == null) {
			throw new IllegalArgumentException("What is " + name + " in Java?");
		}
		return type;
	}

	static Set<String> names() {
		return ALL.keySet();
	}

	private static void put(String name, Type type, Function<String, @Nullable Object> parse) {
		ALL.put(name, new RecordedType(type, parse));
	}

	private static void put(String name, TypeReference<?> type, Function<String, @Nullable Object> parse) {
		put(name, type.getType(), parse);
	}

	private static void put(String name, Type type, Map<String, Object> values) {
		put(name, type, values::get);
	}

	/** {@code 3 bytes: 010203}. */
	private static byte[] binary(String text) {
		return Bodies.bytes(text.substring(text.indexOf(':') + 1));
	}

	private static Function<String, @Nullable Object> json(Class<?> type) {
		return (text) -> {
			try {
				return JSON.readValue(text, type);
			}
			catch (JsonProcessingException ex) {
				throw new UncheckedIOException(ex);
			}
		};
	}

	record RecordedType(Type type, Function<String, @Nullable Object> parse) {

	}

}
