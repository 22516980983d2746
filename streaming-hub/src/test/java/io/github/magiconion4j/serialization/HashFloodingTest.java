package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Two;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Keys of maps and elements of sets that all have the same hash, and cannot be sorted:
 * reading a body takes time that is linear in its length, or the body is rejected.
 */
class HashFloodingTest {

	private static final int MANY = 20_000;

	static Stream<Arguments> floods() {
		return Stream.of(arguments("records", new TypeReference<Map<Two<Integer, Integer>, Integer>>() {
		}, map(Flood::array)), arguments("lists", new TypeReference<Map<List<Integer>, Integer>>() {
		}, map(Flood::array)), arguments("objects", new TypeReference<Map<Object, Integer>>() {
		}, map(Flood::array)), arguments("an object", new TypeReference<Object>() {
		}, map(Flood::array)), arguments("maps", new TypeReference<Map<Map<Integer, Integer>, Integer>>() {
		}, map(Flood::map)), arguments("sets in keys", new TypeReference<Map<Two<Integer, Set<Integer>>, Integer>>() {
		}, map((target, i) -> {
			target.write(0x92);
			integer(target, i);
			target.write(0x91);
			integer(target, 1_000_000_000 - 31 * i);
		})), arguments("a set", new TypeReference<Set<Two<Integer, Integer>>>() {
		}, array(Flood::array)), arguments("a set of its own", new TypeReference<OwnSet>() {
		}, array(Flood::array)), arguments("the field of an object", new TypeReference<WithSet>() {
		}, concat(new byte[] { (byte) 0x91 }, array(Flood::array))),
				arguments("the value of a map", new TypeReference<Map<String, Set<List<Integer>>>>() {
				}, concat(Bodies.bytes("81 a1 61"), array(Flood::array))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("floods")
	void isRejected(String name, TypeReference<?> type, byte[] body) {
		assertRejected(type.getType(), body);
	}

	/** The collisions of a hundred bodies, each of which is allowed in one body. */
	@Test
	void aBodyHasOneLimit() {
		Type type = new TypeReference<List<Map<Two<Integer, Integer>, Integer>>>() {
		}.getType();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(Bodies.bytes("dc 00 64"));
		for (int i = 0; i < 100; i++) {
			body.writeBytes(map(400, Flood::array));
		}
		assertRejected(type, body.toByteArray());
	}

	@Test
	void keysInKeysMultiplyWhatAComparisonCosts() {
		Type type = new TypeReference<Map<Map<Counted, Integer>, Integer>>() {
		}.getType();
		byte[] body = map(300, (target, i) -> {
			target.writeBytes(Bodies.bytes("de 00 28"));
			for (int j = 0; j < 40; j++) {
				target.write(0x91);
				integer(target, j);
				integer(target, (j < 39) ? j : i); // the value differs in the last one
			}
		});
		Counted.comparisons = 0;
		rejectedOrRead(type, body);
		assertThat(Counted.comparisons).isBetween(1L, 64L * body.length);
	}

	@Test
	void comparisonsAreBoundedByTheLengthOfTheBody() {
		for (Type type : List.of(new TypeReference<Map<Counted, Integer>>() {
		}.getType(), new TypeReference<HashMap<Two<Counted, Integer>, Integer>>() {
		}.getType())) {
			Counted.comparisons = 0;
			byte[] body = map((target, i) -> {
				target.write(type.getTypeName().contains("Two") ? 0x92 : 0x91);
				if (type.getTypeName().contains("Two")) {
					target.write(0x91);
				}
				integer(target, i);
				if (type.getTypeName().contains("Two")) {
					target.write(0);
				}
			});
			assertRejected(type, body);
			assertThat(Counted.comparisons).isBetween(1L, 64L * body.length);
		}
	}

	@Test
	void aSquareOfPointsIsRead() throws IOException {
		Map<Two<Integer, Integer>, Integer> square = new LinkedHashMap<>();
		for (int x = 0; x < 400; x++) {
			for (int y = 0; y < 400; y++) {
				square.put(new Two<>(x, y), x);
			}
		}
		assertRoundTrip(new TypeReference<Map<Two<Integer, Integer>, Integer>>() {
		}.getType(), square);
		assertRoundTrip(new TypeReference<Set<Two<Integer, Integer>>>() {
		}.getType(), new HashSet<>(square.keySet()));
	}

	@Test
	void keysThatCanBeSortedMayHaveTheSameHash() throws IOException {
		Map<String, Integer> map = new LinkedHashMap<>();
		for (int i = 0; i < 1 << 14; i++) {
			StringBuilder key = new StringBuilder();
			for (int bit = 0; bit < 14; bit++) {
				key.append(((i >> bit & 1) == 0) ? "Aa" : "BB");
			}
			map.put(key.toString(), i);
		}
		assertRoundTrip(new TypeReference<Map<String, Integer>>() {
		}.getType(), map);
	}

	@Test
	void duplicateElementsAreOne() throws IOException {
		assertThat(Bodies.read(new TypeReference<Set<Two<Integer, Integer>>>() {
		}.getType(), "93 92 01 02 92 01 02 c0")).isEqualTo(nullAnd(new Two<>(1, 2)));
	}

	@Test
	void typesWithoutALimitAreRejected() {
		for (Type type : List.of(new TypeReference<MadeOfList>() {
		}.getType(), new TypeReference<CopyOnWriteArrayList<Integer>>() {
		}.getType(), new TypeReference<CopyOnWriteArraySet<Integer>>() {
		}.getType(), new TypeReference<MadeOfMap>() {
		}.getType())) {
			assertThatIllegalArgumentException().as(type.getTypeName())
				.isThrownBy(() -> Bodies.read(type, "90"))
				.withMessageMatching(".*: use (List or Set|Set|Map)");
		}
	}

	private static Set<@Nullable Object> nullAnd(Object element) {
		Set<@Nullable Object> set = new HashSet<>();
		set.add(element);
		set.add(null);
		return set;
	}

	private static void assertRoundTrip(Type type, Object value) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		Bodies.SERIALIZER.value(type).write(value, target);
		assertThat(Bodies.SERIALIZER.value(type).read(target.toByteArray(), 0, target.size())).isEqualTo(value);
	}

	private static void assertRejected(Type type, byte[] body) {
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> Bodies.SERIALIZER.value(type).read(body, 0, body.length))
			.withMessageContaining("have the same hash");
	}

	private static void rejectedOrRead(Type type, byte[] body) {
		try {
			assertThat(Bodies.SERIALIZER.value(type).read(body, 0, body.length)).isNotNull();
		}
		catch (IOException ex) {
			assertThat(ex).isInstanceOf(UnreadableBodyException.class);
		}
	}

	private static byte[] map(Flood key) {
		return map(MANY, key);
	}

	private static byte[] map(int size, Flood key) {
		return body(0xde, size, key, true);
	}

	private static byte[] array(Flood element) {
		return body(0xdc, MANY, element, false);
	}

	private static byte[] body(int format, int size, Flood item, boolean values) {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		target.write(format);
		target.write(size >> 8);
		target.write(size);
		for (int i = 0; i < size; i++) {
			item.write(target, i);
			if (values) {
				target.write(0);
			}
		}
		return target.toByteArray();
	}

	private static void integer(ByteArrayOutputStream target, int value) {
		target.write(0xd2);
		target.write(value >> 24);
		target.write(value >> 16);
		target.write(value >> 8);
		target.write(value);
	}

	private static byte[] concat(byte[] start, byte[] end) {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		target.writeBytes(start);
		target.writeBytes(end);
		return target.toByteArray();
	}

	private interface Flood {

		void write(ByteArrayOutputStream target, int i);

		/** As a list and as a record, its hash is the same for any i. */
		static void array(ByteArrayOutputStream target, int i) {
			target.write(0x92);
			integer(target, i);
			integer(target, 1_000_000_000 - 31 * i);
		}

		/** The hash of an entry is the XOR of the hashes of key and value. */
		static void map(ByteArrayOutputStream target, int i) {
			target.write(0x81);
			integer(target, i);
			integer(target, i ^ 0x1234567);
		}

	}

	/** Counts how often two of them are compared. */
	record Counted(@Key(0) int number) {

		static long comparisons;

		@Override
		public boolean equals(@Nullable Object other) {
			comparisons++;
			return other instanceof Counted counted && counted.number == this.number;
		}

		@Override
		public int hashCode() {
			return 0;
		}
	}

	record WithSet(@Key(0) Set<Two<Integer, Integer>> set) {
	}

	static class OwnSet extends HashSet<Two<Integer, Integer>> {

		private static final long serialVersionUID = 1L;

	}

	static class MadeOfList extends HashSet<Two<Integer, Integer>> {

		private static final long serialVersionUID = 1L;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		MadeOfList(List<Two<Integer, Integer>> elements) {
			super(elements);
		}

	}

	static class MadeOfMap extends HashMap<Two<Integer, Integer>, Integer> {

		private static final long serialVersionUID = 1L;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		MadeOfMap(List<Integer> elements) {
			put(new Two<>(1, 2), elements.size());
		}

	}

}
