package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.Contracts.Two;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Enum constants as numbers.
 */
class EnumsTest {

	private static final Type FLAGS = new TypeReference<EnumSet<Permission>>() {
	}.getType();

	@Test
	void theOrderIsTheNumber() throws IOException {
		assertRoundTrip(Size.class, Size.SMALL, "00");
		assertRoundTrip(Size.class, Size.LARGE, "01");
	}

	@Test
	void explicitNumbers() throws IOException {
		assertRoundTrip(Colour.class, Colour.BLUE, "cc c8");
		assertThat(read(Colour.class, "d1 00 c8")).isEqualTo(Colour.BLUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "02", "cc c9", "ff", "cf ff ff ff ff ff ff ff ff", "a3 52 45 44", "a1 30",
			"ca 00 00 00 00", "c2", "90", "c4 01 00" })
	void invalidColours(String body) {
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
	void enumsAsText() throws IOException {
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
		assertRoundTrip(new TypeReference<Set<Colour>>() {
		}.getType(), EnumSet.of(Colour.RED, Colour.BLUE), "92 00 cc c8");
		assertRoundTrip(new TypeReference<EnumMap<Colour, List<Size>>>() {
		}.getType(), new EnumMap<>(Map.of(Colour.GREEN, List.of(Size.LARGE))), "81 01 91 01");
	}

	@Test
	void flags() throws IOException {
		assertRoundTrip(FLAGS, EnumSet.of(Permission.READ, Permission.DELETE), "05");
		assertRoundTrip(FLAGS, EnumSet.noneOf(Permission.class), "00");
		assertRoundTrip(FLAGS, EnumSet.of(Permission.READ, Permission.WRITE, Permission.BOTH), "03");
		assertThat(written(FLAGS, EnumSet.of(Permission.BOTH))).isEqualTo("03");
		assertThat(written(FLAGS, EnumSet.of(Permission.NONE, Permission.WRITE))).isEqualTo("02");
		assertRoundTrip(FLAGS, EnumSet.of(Permission.READ, Permission.SIGN), "d2 80 00 00 01");
		assertRoundTrip(FLAGS, null, "c0");
		assertRoundTrip(new TypeReference<Map<EnumSet<Permission>, Two<EnumSet<Permission>, Integer>>>() {
		}.getType(), Map.of(EnumSet.of(Permission.WRITE), new Two<>(EnumSet.of(Permission.READ), 7)), "81 02 92 01 07");
	}

	@ParameterizedTest
	@ValueSource(strings = { "08", "09", "ff", "91 01", "a1 31", "ca 3f 80 00 00", "cf ff ff ff ff ff ff ff ff" })
	void invalidFlags(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(FLAGS, body));
	}

	@Test
	void flagsNeedNumbers() {
		for (Type type : List.of(new TypeReference<EnumSet<Size>>() {
		}.getType(), new TypeReference<EnumSet<Word>>() {
		}.getType())) {
			for (HubSerializer.Direction direction : HubSerializer.Direction.values()) {
				assertThatIllegalArgumentException()
					.isThrownBy(() -> Bodies.SERIALIZER.serializer().value(type, direction))
					.withMessageContaining("@JsonValue")
					.withMessageContaining("use Set");
			}
		}
	}

	@Test
	void daysOfTheWeekStartWithSunday() throws IOException {
		assertRoundTrip(DayOfWeek.class, DayOfWeek.SUNDAY, "00");
		assertRoundTrip(DayOfWeek.class, DayOfWeek.MONDAY, "01");
		assertRoundTrip(DayOfWeek.class, DayOfWeek.SATURDAY, "06");
		assertRoundTrip(new TypeReference<EnumMap<DayOfWeek, Integer>>() {
		}.getType(), new EnumMap<>(Map.of(DayOfWeek.TUESDAY, 7)), "81 02 07");
		assertRoundTrip(new TypeReference<Set<DayOfWeek>>() {
		}.getType(), Set.of(DayOfWeek.SUNDAY), "91 00");
		assertThat(written(Object.class, DayOfWeek.SUNDAY)).isEqualTo("00");
		assertThat(read(Shift.class, "91 c0")).isEqualTo(new Shift(DayOfWeek.SUNDAY));
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(DayOfWeek.class, "07"));
	}

	@Test
	void otherEnumsOfTheJdkHaveNoCounterpart() {
		for (Type type : List.of(Month.class, TimeUnit.class, new TypeReference<EnumMap<Month, Integer>>() {
		}.getType(), new TypeReference<EnumSet<Month>>() {
		}.getType(), new TypeReference<List<Month>>() {
		}.getType())) {
			for (HubSerializer.Direction direction : HubSerializer.Direction.values()) {
				assertThatIllegalArgumentException().as(type + " " + direction)
					.isThrownBy(() -> Bodies.SERIALIZER.serializer().value(type, direction))
					.withMessageContaining("has no counterpart in C#");
			}
		}
	}

	@Test
	void aModuleNumbersAnEnumOfTheJdk() throws IOException {
		HubSerializer serializer = new MessagePackHubSerializer(
				new SimpleModule().setMixInAnnotation(Month.class, Numbered.class));
		BodyCodec<Object> months = new Bodies.BothWays(serializer).value(Month.class);
		assertThat(written(months, Month.MAY)).isEqualTo("05");
		assertThat(read(months, "05")).isEqualTo(Month.MAY);
	}

	private static void assertRoundTrip(Type type, @Nullable Object value, String body) throws IOException {
		assertThat(written(type, value)).isEqualTo(body);
		assertThat(read(type, body)).isEqualTo(value);
	}

	record Shift(@Key(0) @CSharpDefault DayOfWeek day) {

	}

	interface Numbered {

		@JsonValue
		int getValue();

	}

	enum Permission {

		NONE(0), READ(1), WRITE(2), BOTH(3), DELETE(4), SIGN(1 << 31);

		@JsonValue
		final int bits;

		Permission(int bits) {
			this.bits = bits;
		}

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
