package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Colour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Constants as numbers.
 */
class EnumsTest {

	@Test
	void theOrderIsTheNumber() throws IOException {
		assertRoundTrip(Size.class, Size.SMALL, "00");
		assertRoundTrip(Size.class, Size.LARGE, "01");
	}

	@Test
	void aNumberOfItsOwn() throws IOException {
		assertRoundTrip(Colour.class, Colour.BLUE, "cc c8");
		assertThat(read(Colour.class, "d1 00 c8")).isEqualTo(Colour.BLUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "02", "cc c9", "ff", "cf ff ff ff ff ff ff ff ff", "a3 52 45 44", "a1 30",
			"ca 00 00 00 00", "c2", "90", "c4 01 00" })
	void whatIsNoColour(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(Colour.class, body));
	}

	@Test
	void anUnknownNumberIsTheDefault() throws IOException {
		assertThat(read(Level.class, "63")).isEqualTo(Level.UNKNOWN);
		assertThat(read(Level.class, "01")).isEqualTo(Level.LOW);
		assertThat(read(new TypeReference<List<Level>>() {
		}.getType(), "92 63 01")).isEqualTo(List.of(Level.UNKNOWN, Level.LOW));
	}

	@Test
	void constantsOfOneNumberAreReadAsTheFirst() throws IOException {
		assertThat(written(Alias.class, Alias.SECOND)).isEqualTo("07");
		assertThat(read(Alias.class, "07")).isEqualTo(Alias.FIRST);
	}

	@Test
	void textThatAnEnumAsksFor() throws IOException {
		assertRoundTrip(Word.class, Word.YES, "a3 79 65 73");
	}

	@Test
	void constantsWithABody() throws IOException {
		assertRoundTrip(Operation.class, Operation.MINUS, "01");
		assertThat(written(Object.class, Operation.MINUS)).isEqualTo("01");
		assertThat(written(Operation.MINUS.getDeclaringClass(), Operation.MINUS)).isEqualTo("01");
	}

	@Test
	void setsAndMaps() throws IOException {
		assertRoundTrip(new TypeReference<EnumSet<Colour>>() {
		}.getType(), EnumSet.of(Colour.RED, Colour.BLUE), "92 00 cc c8");
		assertRoundTrip(new TypeReference<EnumMap<Colour, List<Size>>>() {
		}.getType(), new EnumMap<>(Map.of(Colour.GREEN, List.of(Size.LARGE))), "81 01 91 01");
	}

	private static void assertRoundTrip(Type type, Object value, String body) throws IOException {
		assertThat(written(type, value)).isEqualTo(body);
		assertThat(read(type, body)).isEqualTo(value);
	}

	enum Size {

		SMALL, LARGE

	}

	enum Level {

		@JsonEnumDefaultValue
		UNKNOWN, LOW

	}

	enum Alias {

		FIRST, SECOND;

		@JsonValue
		int number() {
			return 7;
		}

	}

	enum Word {

		YES, NO;

		@JsonValue
		String word() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

	enum Operation {

		PLUS {
			@Override
			int apply(int left, int right) {
				return left + right;
			}
		},

		MINUS {
			@Override
			int apply(int left, int right) {
				return left - right;
			}
		};

		abstract int apply(int left, int right);

	}

}
