package io.github.magiconion4j.serialization;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.magiconion4j.serialization.Contracts.Circle;
import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.Contracts.Shape;
import io.github.magiconion4j.serialization.Contracts.Square;
import io.github.magiconion4j.serialization.Contracts.Two;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Random values of every type.
 */
final class AnyValues {

	private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

	private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

	private AnyValues() {
	}

	/** An object with a property of every type. */
	record Everything(@Key(0) long integer, @Key(2) @Nullable Short nullable, @Key(3) UnsignedLong unsigned,
			@Key(4) double real, @Key(5) float small, @Key(6) char character, @Key(7) BigDecimal decimal,
			@Key(8) BigInteger big, @Key(9) String text, @Key(10) UUID id, @Key(20) Instant at, @Key(21) Duration time,
			@Key(22) LocalDate date, @Key(23) LocalTime timeOfDay, @Key(24) OffsetDateTime zoned,
			@Key(30) List<@Nullable Shape> shapes, @Key(31) Map<Two<Colour, String>, List<Integer>> map,
			@Key(32) @Nullable Object any, @Key(33) Names names) {
	}

	/** An object without keys. */
	record Names(int id, @Nullable String displayName, Map<Integer, Boolean> flags) {
	}

	static Arbitrary<Everything> everything() {
		return Combinators
			.combine(numbers(), times(), texts().list().ofMaxSize(40), shapes().injectNull(0.1).list().ofMaxSize(20),
					maps(), objects(), names())
			.as((numbers, times, texts, shapes, map, any, names) -> new Everything((Long) numbers.get(0),
					(Short) numbers.get(1), (UnsignedLong) numbers.get(2), (Double) numbers.get(3),
					(Float) numbers.get(4), (Character) numbers.get(5), (BigDecimal) numbers.get(6),
					(BigInteger) numbers.get(7), String.join("", texts), (UUID) numbers.get(8), (Instant) times.get(0),
					(Duration) times.get(1), (LocalDate) times.get(2), (LocalTime) times.get(3),
					(OffsetDateTime) times.get(4), shapes, map, any, names));
	}

	/** A value for the declared type {@code Object}. */
	static Arbitrary<@Nullable Object> objects() {
		return Arbitraries.recursive(AnyValues::leaves,
				(inner) -> Arbitraries.oneOf(inner.list().ofMaxSize(20).map((list) -> list),
						Arbitraries.maps(leaves().filter((key) -> key != null), inner).ofMaxSize(20).map((map) -> map)),
				0, 3);
	}

	private static Arbitrary<@Nullable Object> leaves() {
		return Arbitraries.oneOf(Arbitraries.integers().map((value) -> value),
				Arbitraries.longs().map((value) -> value), Arbitraries.doubles().map((value) -> value),
				texts().map((value) -> value), Arbitraries.of(true, false).map((value) -> value),
				instants().map((value) -> value), Arbitraries.just(new UnsignedLong(-1)), Arbitraries.just(null));
	}

	private static Arbitrary<List<@Nullable Object>> numbers() {
		Arbitrary<BigDecimal> decimals = Combinators
			.combine(
					Arbitraries.bigIntegers()
						.between(BigInteger.ONE.shiftLeft(96).negate().add(BigInteger.ONE),
								BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE)),
					Arbitraries.integers().between(0, 28))
			.as(BigDecimal::new);
		return Combinators
			.combine(List.of(Arbitraries.longs().map(AnyValues::object),
					Arbitraries.shorts().injectNull(0.2).map(AnyValues::object),
					Arbitraries.longs().map(UnsignedLong::new).map(AnyValues::object),
					Arbitraries.doubles().map(AnyValues::object), Arbitraries.floats().map(AnyValues::object),
					Arbitraries.chars().map(AnyValues::object), decimals.map(AnyValues::object),
					Arbitraries.bigIntegers().map(AnyValues::object),
					Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new).map(AnyValues::object)))
			.as((values) -> values);
	}

	private static Arbitrary<List<@Nullable Object>> times() {
		Arbitrary<OffsetDateTime> zoned = Combinators
			.combine(instants(), Arbitraries.integers().between(-14 * 60, 14 * 60))
			.as((instant, minutes) -> instant.atOffset(ZoneOffset.UTC)
				.withOffsetSameLocal(ZoneOffset.ofTotalSeconds(minutes * 60)));
		return Combinators.combine(List.of(instants().map(AnyValues::object),
				Arbitraries.longs().map((ticks) -> Duration.ofNanos(100).multipliedBy(ticks)).map(AnyValues::object),
				Arbitraries.integers().between(0, 3652058).map(LocalDate.of(1, 1, 1)::plusDays).map(AnyValues::object),
				Arbitraries.longs()
					.between(0, 863_999_999_999L)
					.map((ticks) -> LocalTime.ofNanoOfDay(100 * ticks))
					.map(AnyValues::object),
				zoned.map(AnyValues::object)))
			.as((values) -> values);
	}

	private static Arbitrary<Instant> instants() {
		return Combinators
			.combine(Arbitraries.longs().between(FIRST_SECOND, LAST_SECOND),
					Arbitraries.integers().between(0, 9_999_999))
			.as((seconds, ticks) -> Instant.ofEpochSecond(seconds, ticks * 100L));
	}

	private static Arbitrary<String> texts() {
		return Arbitraries.strings()
			.withChars('a', 'é', '한', '\0')
			.ofMaxLength(300)
			.map((text) -> text.isEmpty() ? text : text + "\ud83c\udfae");
	}

	private static Arbitrary<Shape> shapes() {
		return Arbitraries.oneOf(Arbitraries.doubles().map(Circle::new),
				Combinators.combine(Arbitraries.doubles(), texts().injectNull(0.3)).as(Square::new));
	}

	private static Arbitrary<Map<Two<Colour, String>, List<Integer>>> maps() {
		return Arbitraries
			.maps(Combinators.combine(Arbitraries.of(Colour.class), texts()).as(Two::new),
					Arbitraries.integers().list().ofMaxSize(70))
			.ofMaxSize(20);
	}

	private static Arbitrary<Names> names() {
		return Combinators
			.combine(Arbitraries.integers(), texts().injectNull(0.2),
					Arbitraries.maps(Arbitraries.integers(), Arbitraries.of(true, false)).ofMaxSize(20))
			.as(Names::new);
	}

	private static @Nullable Object object(@Nullable Object value) {
		return value;
	}

}
