package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.Contracts.Permission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Null where C# has the default of a value type.
 */
class DefaultsTest {

	private static final String ZERO_GUID = "d9 24" + " 30".repeat(8) + (" 2d" + " 30".repeat(4)).repeat(3) + " 2d"
			+ " 30".repeat(12);

	private static final String FIRST = "c7 0c ff 00 00 00 00 ff ff ff f1 88 6e 09 00";

	private static final String ALL = "9d " + FIRST + " " + FIRST + " 92 " + FIRST + " 00 00 00 00 " + ZERO_GUID
			+ " a1 30 c4 01 00 00 00 00 c0";

	private static final All DEFAULTS = new All(Instant.parse("0001-01-01T00:00:00Z"), LocalDateTime.of(1, 1, 1, 0, 0),
			OffsetDateTime.parse("0001-01-01T00:00:00Z"), LocalDate.of(1, 1, 1), LocalTime.MIDNIGHT, Duration.ZERO,
			new UUID(0, 0), BigDecimal.ZERO, BigInteger.ZERO, new UnsignedLong(0), Colour.RED,
			EnumSet.noneOf(Permission.class), null);

	@Test
	void ofAWholeType() throws IOException {
		All nothing = new All(null, null, null, null, null, null, null, null, null, null, null, null, null);
		assertThat(Bodies.written(All.class, nothing)).isEqualTo(ALL);
		assertThat(Bodies.read(All.class, ALL)).isEqualTo(DEFAULTS);
		assertThat(Bodies.read(All.class, "dc 00 0d" + "c0".repeat(13))).isEqualTo(DEFAULTS);
		assertThat(Bodies.read(All.class, "90")).isEqualTo(DEFAULTS);
		assertThat(Bodies.read(All.class, "91 d6 ff 00 00 00 00")).isNotEqualTo(DEFAULTS);
	}

	@Test
	void ofOneProperty() throws IOException {
		assertThat(Bodies.written(Some.class, new Some(null, null, null, null, null)))
			.isEqualTo("95 c0 " + FIRST + " 00 c0 00");
		Some read = (Some) Bodies.read(Some.class, "92 c0 c0");
		assertThat(read).isEqualTo(new Some(null, Instant.parse("0001-01-01T00:00:00Z"), 0, null, null));
	}

	@Test
	void ofNamedPropertiesAndFields() throws IOException {
		assertThat(Bodies.written(Named.class, new Named(null, null)))
			.isEqualTo("82 a2 49 64 " + ZERO_GUID + " a4 54 69 6d 65 c0");
		assertThat(Bodies.read(Named.class, "80")).isEqualTo(new Named(new UUID(0, 0), null));
		assertThat(Bodies.written(Fields.class, new Fields())).isEqualTo("91 " + ZERO_GUID);
		assertThat(((Fields) Bodies.read(Fields.class, "91 c0")).id).isEqualTo(new UUID(0, 0));
	}

	@Test
	void withoutTheAnnotationNullIsNil() throws IOException {
		assertThat(Bodies.written(Plain.class, new Plain(null, null))).isEqualTo("92 c0 c0");
		assertThat(Bodies.read(Plain.class, "90")).isEqualTo(new Plain(null, null));
	}

	@Test
	void typesThatMayBeNil() {
		for (Class<?> type : List.of(OfText.class, OfObject.class)) {
			for (HubSerializer.Direction direction : HubSerializer.Direction.values()) {
				assertThatIllegalArgumentException()
					.isThrownBy(() -> Bodies.SERIALIZER.serializer().value(type, direction))
					.withMessageContaining("@CSharpDefault");
			}
		}
	}

	@CSharpDefault
	record All(@Key(0) @Nullable Instant instant, @Key(1) @Nullable LocalDateTime local,
			@Key(2) @Nullable OffsetDateTime offset, @Key(3) @Nullable LocalDate date, @Key(4) @Nullable LocalTime time,
			@Key(5) @Nullable Duration duration, @Key(6) @Nullable UUID id, @Key(7) @Nullable BigDecimal decimal,
			@Key(8) @Nullable BigInteger big, @Key(9) @Nullable UnsignedLong unsigned, @Key(10) @Nullable Colour colour,
			@Key(11) @Nullable EnumSet<Permission> flags, @Key(12) @Nullable Integer nullable) {
	}

	record Some(@Key(0) @Nullable Instant nil, @Key(1) @CSharpDefault @Nullable Instant time,
			@Key(2) @CSharpDefault @Nullable Integer number, @Key(3) @Nullable String text,
			@Key(4) @CSharpDefault @Nullable Sparse sparse) {
	}

	record Named(@CSharpDefault @Nullable UUID id, @Nullable Instant time) {
	}

	static class Fields {

		@Key(0)
		@CSharpDefault
		public @Nullable UUID id;

	}

	record Plain(@Key(0) @Nullable Instant time, @Key(1) @Nullable UUID id) {
	}

	record OfText(@Key(0) @CSharpDefault @Nullable String text) {
	}

	record OfObject(@Key(0) @CSharpDefault @Nullable Plain plain) {
	}

	/** Has no constant for C#'s default. */
	enum Sparse {

		ONE;

		@com.fasterxml.jackson.annotation.JsonValue
		int number() {
			return 1;
		}

	}

}
