package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.Contracts.Two;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Maps, whose keys are written like values of their type.
 */
class MapsTest {

	private static final Type INT_TO_STRING = new TypeReference<Map<Integer, String>>() {
	}.getType();

	static Stream<Arguments> keys() {
		return Stream.of(arguments(new TypeReference<Map<Boolean, Integer>>() {
		}, true, "c3"), arguments(new TypeReference<Map<Long, Integer>>() {
		}, -1L << 40, "d3 ff ff ff 00 00 00 00 00"), arguments(new TypeReference<Map<Double, Integer>>() {
		}, 1.5, "cb 3f f8 00 00 00 00 00 00"), arguments(new TypeReference<Map<Character, Integer>>() {
		}, 'X', "58"), arguments(new TypeReference<Map<Colour, Integer>>() {
		}, Colour.BLUE, "cc c8"), arguments(new TypeReference<Map<LocalDate, Integer>>() {
		}, LocalDate.of(1, 1, 2), "01"), arguments(new TypeReference<Map<Instant, Integer>>() {
		}, Instant.EPOCH, "d6 ff 00 00 00 00"), arguments(new TypeReference<Map<OffsetDateTime, Integer>>() {
		}, OffsetDateTime.parse("1970-01-01T00:00:00+01:00"), "92 d6 ff 00 00 00 00 3c"),
				arguments(new TypeReference<Map<BigInteger, Integer>>() {
				}, BigInteger.ONE, "c4 01 01"), arguments(new TypeReference<Map<Two<Integer, String>, Integer>>() {
				}, new Two<>(1, "a"), "92 01 a1 61"), arguments(new TypeReference<Map<List<Short>, Integer>>() {
				}, List.of((short) 1, (short) 2), "92 01 02"),
				arguments(new TypeReference<Map<Map<String, Two<Integer, Integer>>, Integer>>() {
				}, Map.of("a", new Two<>(1, 2)), "81 a1 61 92 01 02"),
				arguments(new TypeReference<Map<Object, Integer>>() {
				}, 5, "d2 00 00 00 05"));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("keys")
	void keysOfAnyType(TypeReference<?> type, Object key, String encoded) throws IOException {
		String body = "81 " + encoded + " 05";
		assertThat(written(type.getType(), Map.of(key, 5))).isEqualTo(body);
		assertThat(read(type.getType(), body)).isEqualTo(Map.of(key, 5));
	}

	@Test
	void severalEntries() throws IOException {
		Type type = new TypeReference<SortedMap<Integer, List<Integer>>>() {
		}.getType();
		SortedMap<Integer, List<Integer>> map = new TreeMap<>(Map.of(1, List.of(10, 11), 2, List.of(), 3, List.of(30)));
		assertThat(written(type, map)).isEqualTo("83 01 92 0a 0b 02 90 03 91 1e");
		assertThat(read(type, "83 01 92 0a 0b 02 90 03 91 1e")).isEqualTo(map).isInstanceOf(TreeMap.class);
	}

	@Test
	void severalKeysThatAreArrays() throws IOException {
		Type type = new TypeReference<Map<Two<Integer, Integer>, Two<Integer, Integer>>>() {
		}.getType();
		Map<?, ?> map = (Map<?, ?>) read(type, "82 92 01 02 92 03 04 93 05 06 07 92 08 c0");
		assertThat(map.get(new Two<>(1, 2))).isEqualTo(new Two<>(3, 4));
		assertThat(map.get(new Two<>(5, 6))).isEqualTo(new Two<>(8, null));
	}

	@Test
	void valuesThatAreNull() throws IOException {
		assertThat(read(INT_TO_STRING, "81 01 c0")).isEqualTo(Collections.singletonMap(1, null));
		assertThat(written(INT_TO_STRING, Collections.singletonMap(1, null))).isEqualTo("81 01 c0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "81 c0 a1 61", "81 a1 31 a1 61", "82 01 a1 61 01 a1 62", "81 ca 3f 80 00 00 a1 61",
			"81 91 01 a1 61", "81 ce ff ff ff ff a1 61", "91 01", "92 01 a1 61", "05", "a0", "81", "81 01",
			"82 01 a1 61", "81 01 05" })
	void invalidMapsOfIntegersToText(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(INT_TO_STRING, body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "81 01 05", "81 c4 01 61 05", "81 c0 05", "82 a1 61 05 a1 61 06", "81 c3 05" })
	void invalidMapsOfText(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> read(new TypeReference<Map<String, Integer>>() {
			}.getType(), body));
	}

	@Test
	void aKeyThatIsNull() {
		Map<String, Integer> map = new HashMap<>();
		map.put(null, 1);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> written(new TypeReference<Map<String, Integer>>() {
			}.getType(), map));
	}

}
