package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Point;
import io.github.magiconion4j.serialization.Contracts.Two;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Values whose declared type is {@code Object}, or that may be absent.
 */
class ObjectsOfAnyTypeTest {

	static Stream<Arguments> values() {
		return Stream.of(arguments(true, "c3"), arguments(5, "d2 00 00 00 05"),
				arguments(5L, "d3 00 00 00 00 00 00 00 05"),
				arguments(new UnsignedLong(-1), "cf ff ff ff ff ff ff ff ff"), arguments(1.5f, "ca 3f c0 00 00"),
				arguments(1.5, "cb 3f f8 00 00 00 00 00 00"), arguments("a", "a1 61"),
				arguments(new byte[] { 7 }, "c4 01 07"), arguments(Instant.EPOCH, "d6 ff 00 00 00 00"),
				arguments(List.of("a", 5, List.of()), "93 a1 61 d2 00 00 00 05 90"),
				arguments(Map.of("a", 5), "81 a1 61 d2 00 00 00 05"),
				arguments(Map.of(List.of(5), Map.of()), "81 91 d2 00 00 00 05 80"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("values")
	void areWhatTheyAre(Object value, String body) throws IOException {
		assertThat(written(Object.class, value)).isEqualTo(body);
		assertThat(read(Object.class, body)).isEqualTo(value);
		Type list = new TypeReference<List<Object>>() {
		}.getType();
		assertThat(written(list, List.of(value))).isEqualTo("91 " + body);
		Type pair = new TypeReference<Two<Object, Map<String, Object>>>() {
		}.getType();
		assertThat(written(pair, new Two<>(value, Map.of("k", value)))).isEqualTo("92 " + body + " 81 a1 6b " + body);
	}

	@Test
	void otherTypesAreWrittenAsUsual() throws IOException {
		assertThat(written(Object.class, (short) 5)).isEqualTo("d1 00 05");
		assertThat(written(Object.class, (byte) 5)).isEqualTo("d0 05");
		assertThat(written(Object.class, new Point(1, 2))).isEqualTo("92 01 02");
		assertThat(written(Object.class, new UUID(0, 0))).startsWith("d9 24 30");
		assertThat(written(Object.class, Map.entry(1, "a"))).isEqualTo("92 d2 00 00 00 01 a1 61");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> written(Object.class, new Object()));
	}

	@Test
	void integersOfShortFormsAreRead() throws IOException {
		assertThat(read(Object.class, "96 05 ff cc 80 cd 01 00 ce 00 00 00 05 cf 00 00 00 00 00 00 00 05"))
			.isEqualTo(Arrays.asList(5, -1, 128, 256, 5L, 5L));
		assertThat(read(Object.class, "c0")).isNull();
		assertThat(read(Object.class, "92 c0 81 01 c0"))
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
			.first()
			.isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "c1", "d4 05 00", "81 c0 05", "82 01 05 01 06", "91", "" })
	void emptyObjects(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(Object.class, body));
	}

	@Test
	void optionals() throws IOException {
		Type text = new TypeReference<Optional<String>>() {
		}.getType();
		assertThat(written(text, Optional.of("a"))).isEqualTo("a1 61");
		assertThat(written(text, Optional.empty())).isEqualTo("c0");
		assertThat(read(text, "a1 61")).isEqualTo(Optional.of("a"));
		assertThat(read(text, "c0")).isEqualTo(Optional.empty());
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(text, "05"));
		assertThat(Bodies.read(Bodies.SERIALIZER.arguments(List.of(int.class, text)), "91 05")).containsExactly(5,
				Optional.empty());
	}

	@Test
	void optionalsInAnObject() throws IOException {
		assertThat(read(Profile.class, "92 a1 61 c0")).isEqualTo(new Profile(Optional.of("a"), Optional.empty(), null));
		assertThat(read(Profile.class, "90")).isEqualTo(new Profile(Optional.empty(), Optional.empty(), null));
		Profile friend = new Profile(Optional.of("b"), Optional.empty(), 5);
		Profile profile = new Profile(Optional.empty(), Optional.of(friend), null);
		assertThat(written(Profile.class, profile)).isEqualTo("93 c0 93 a1 62 c0 05 c0");
		assertThat(read(Profile.class, "93 c0 93 a1 62 c0 05 c0")).isEqualTo(profile);
	}

	private record Profile(@Key(0) Optional<String> name, @Key(1) Optional<Profile> friend,
			@Key(2) @Nullable Integer age) {
	}

}
