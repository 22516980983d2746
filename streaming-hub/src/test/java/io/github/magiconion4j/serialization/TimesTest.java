package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Dates and times in steps of 100 ns, in the years 1 to 9999.
 */
class TimesTest {

	@ParameterizedTest
	@CsvSource({ "1970-01-01T00:00:00Z, d6 ff 00 00 00 00", "2106-02-07T06:28:15Z, d6 ff ff ff ff ff",
			"2106-02-07T06:28:16Z, d7 ff 00 00 00 01 00 00 00 00",
			"1970-01-01T00:00:00.0000001Z, d7 ff 00 00 01 90 00 00 00 00",
			"2514-05-30T01:53:03.9999999Z, d7 ff ee 6b 26 73 ff ff ff ff",
			"2514-05-30T01:53:04Z, c7 0c ff 00 00 00 00 00 00 00 04 00 00 00 00",
			"1969-12-31T23:59:59.5Z, c7 0c ff 1d cd 65 00 ff ff ff ff ff ff ff ff" })
	void timestamps(Instant time, String body) throws IOException {
		assertThat(written(Instant.class, time)).isEqualTo(body);
		assertThat(read(Instant.class, body)).isEqualTo(time);
		LocalDateTime local = LocalDateTime.parse(time.toString().replace("Z", ""));
		assertThat(written(LocalDateTime.class, local)).isEqualTo(body);
		assertThat(read(LocalDateTime.class, body)).isEqualTo(local);
	}

	@Test
	void digitsBelowATickAreDropped() throws IOException {
		assertThat(written(Instant.class, Instant.parse("1970-01-01T00:00:00.000000199Z")))
			.isEqualTo("d7 ff 00 00 01 90 00 00 00 00");
		assertThat(read(Instant.class, "d7 ff 00 00 03 1c 00 00 00 00"))
			.isEqualTo(Instant.parse("1970-01-01T00:00:00.000000100Z"));
		assertThat(written(Duration.class, Duration.ofNanos(199))).isEqualTo("01");
		assertThat(written(Duration.class, Duration.ofNanos(-199))).isEqualTo("ff");
		assertThat(written(Duration.class, Duration.ofNanos(-99))).isEqualTo("00");
		assertThat(written(LocalTime.class, LocalTime.ofNanoOfDay(199))).isEqualTo("01");
	}

	@ParameterizedTest
	@ValueSource(strings = { "05", "a4 32 30 32 34", "c4 04 00 00 00 00", "d6 fe 00 00 00 00", "d4 ff 00",
			"d5 ff 00 00", "d8 ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", "c7 00 ff",
			"d7 ff ff ff ff ff 00 00 00 00", "c7 0c ff 3b 9a ca 00 00 00 00 00 00 00 00 00",
			"c7 0c ff ff ff ff ff 00 00 00 00 00 00 00 00", "c7 0c ff 00 00 00 00 ff ff ff f1 88 6e 08 ff",
			"c7 0c ff 00 00 00 00 00 00 00 3a ff f4 41 80", "c7 0c ff 00 00 00 00 7f ff ff ff ff ff ff ff",
			"c7 0c ff 00 00 00 00 80 00 00 00 00 00 00 00", "d6 ff 00" })
	void invalidTimes(String body) {
		assertUnreadable(Instant.class, body);
		assertUnreadable(LocalDateTime.class, body);
		assertUnreadable(OffsetDateTime.class, "92" + body + "00");
	}

	@Test
	void timesOutOfRangeInCSharp() {
		for (Instant time : List.of(Instant.parse("0000-12-31T23:59:59.9999999Z"),
				Instant.parse("+10000-01-01T00:00:00Z"), Instant.MIN, Instant.MAX)) {
			assertUnwritable(Instant.class, time);
		}
		assertUnwritable(LocalDateTime.class, LocalDateTime.MAX);
		assertUnwritable(LocalDate.class, LocalDate.of(0, 12, 31));
		assertUnwritable(LocalDate.class, LocalDate.of(10000, 1, 1));
		assertUnwritable(LocalDate.class, LocalDate.MIN);
		assertUnwritable(Duration.class, Duration.ofSeconds(Long.MAX_VALUE));
		assertUnwritable(Duration.class, Duration.ofSeconds(922337203685L, 477580800));
		assertUnwritable(OffsetDateTime.class, OffsetDateTime.parse("2024-01-01T00:00:00+14:01"));
		assertUnwritable(OffsetDateTime.class, OffsetDateTime.parse("2024-01-01T00:00:00+01:00:30"));
	}

	@ParameterizedTest
	@CsvSource({ "0001-01-01, 00", "0001-01-02, 01", "9999-12-31, ce 00 37 b9 da" })
	void dates(LocalDate date, String body) throws IOException {
		assertThat(written(LocalDate.class, date)).isEqualTo(body);
		assertThat(read(LocalDate.class, body)).isEqualTo(date);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ff", "ce 00 37 b9 db", "cf ff ff ff ff ff ff ff ff", "d3 80 00 00 00 00 00 00 00",
			"a4 32 30 32 34", "ca 00 00 00 00" })
	void invalidDates(String body) {
		assertUnreadable(LocalDate.class, body);
	}

	@Test
	void timesOfDay() throws IOException {
		assertThat(written(LocalTime.class, LocalTime.MIDNIGHT)).isEqualTo("00");
		assertThat(read(LocalTime.class, "cf 00 00 00 c9 2a 69 bf ff"))
			.isEqualTo(LocalTime.parse("23:59:59.999999900"));
		for (String body : List.of("ff", "cf 00 00 00 c9 2a 69 c0 00", "cf 7f ff ff ff ff ff ff ff", "a1 30", "c2")) {
			assertUnreadable(LocalTime.class, body);
		}
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 00", "PT-0.0000001S, ff", "PT-922337203685.4775808S, d3 80 00 00 00 00 00 00 00",
			"PT922337203685.4775807S, cf 7f ff ff ff ff ff ff ff", "PT-1.5S, d2 ff 1b 1e 40" })
	void durations(Duration duration, String body) throws IOException {
		assertThat(written(Duration.class, duration)).isEqualTo(body);
		assertThat(read(Duration.class, body)).isEqualTo(duration);
	}

	@Test
	void offsets() throws IOException {
		OffsetDateTime time = OffsetDateTime.parse("2024-07-01T00:00:00Z");
		assertThat(written(OffsetDateTime.class, time)).isEqualTo("92 d6 ff 66 81 f1 80 00");
		assertThat(read(OffsetDateTime.class, "92 d6 ff 66 81 f1 80 00")).isEqualTo(time);
		for (String body : List.of("d6 ff 66 81 f1 80", "90", "91 d6 ff 66 81 f1 80", "92 c0 00",
				"92 d6 ff 66 81 f1 80 c0", "92 d6 ff 66 81 f1 80 cd 03 49", "92 d6 ff 66 81 f1 80 d1 fc b7", "92 00 00",
				"80")) {
			assertUnreadable(OffsetDateTime.class, body);
		}
	}

	@Test
	void typesWithoutACounterpartInCSharp() {
		for (Type type : List.of(ZonedDateTime.class, OffsetTime.class, Year.class, YearMonth.class, Period.class,
				ZoneId.class, Date.class, java.sql.Timestamp.class, Calendar.class, GregorianCalendar.class,
				OptionalInt.class, OptionalLong.class, OptionalDouble.class, ZonedDateTime[].class,
				Appointment.class)) {
			for (HubSerializer.Direction direction : HubSerializer.Direction.values()) {
				assertThatIllegalArgumentException().as(type + " " + direction)
					.isThrownBy(() -> Bodies.SERIALIZER.serializer().value(type, direction))
					.withMessageContaining("has no counterpart in C#: for a time, use Instant");
			}
		}
	}

	private static void assertUnreadable(Type type, String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).as(body).isThrownBy(() -> read(type, body));
	}

	private static void assertUnwritable(Type type, Object value) {
		assertThatExceptionOfType(IOException.class).as(value.toString()).isThrownBy(() -> written(type, value));
	}

	record Appointment(@Key(0) List<ZonedDateTime> times) {

	}

}
