package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Times in C#'s units: ticks of 100 ns, and days since 0001-01-01. Digits below a tick
 * are dropped.
 */
final class Times {

	private static final long TICKS_PER_SECOND = 10_000_000;

	private static final int NANOS_PER_TICK = 100;

	private static final int NANOS_PER_SECOND = 1_000_000_000;

	private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

	private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

	/** The limit of C#'s {@code DateTimeOffset}, whose offset has no seconds. */
	private static final int MAX_OFFSET_MINUTES = 14 * 60;

	private Times() {
	}

	static @Nullable Instant instant(JsonParser source) throws IOException {
		return (source.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT) && source.getEmbeddedObject() instanceof Instant time)
				? time : NativeForms.instant(source);
	}

	static void write(JsonGenerator target, LocalDateTime value) throws IOException {
		target.writeEmbeddedObject(value.toInstant(ZoneOffset.UTC));
	}

	static @Nullable LocalDateTime dateTime(JsonParser source) throws IOException {
		Instant time = instant(source);
		return (time != null) ? LocalDateTime.ofInstant(time, ZoneOffset.UTC) : null;
	}

	static long ticks(Duration duration) {
		long seconds = duration.getSeconds();
		int nanos = duration.getNano();
		if (seconds < 0 && nanos > 0) { // Java's seconds and nanos can differ in sign:
										// make both negative
			seconds++;
			nanos -= NANOS_PER_SECOND;
		}
		return Math.addExact(Math.multiplyExact(seconds, TICKS_PER_SECOND), nanos / NANOS_PER_TICK);
	}

	static Duration duration(long ticks) {
		return Duration.ofSeconds(Math.floorDiv(ticks, TICKS_PER_SECOND),
				Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK);
	}

	static long ticks(LocalTime time) {
		return time.toNanoOfDay() / NANOS_PER_TICK;
	}

	static LocalTime time(long ticks) {
		return LocalTime.ofNanoOfDay(Math.multiplyExact(ticks, (long) NANOS_PER_TICK));
	}

	static long dayNumber(LocalDate date) {
		return check(date.toEpochDay()) - FIRST_DAY;
	}

	static LocalDate date(long dayNumber) {
		return LocalDate.ofEpochDay(check(Math.addExact(dayNumber, FIRST_DAY)));
	}

	private static long check(long epochDay) {
		if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
			throw new DateTimeException("the year is not between 1 and 9999");
		}
		return epochDay;
	}

	/** The local time, and the offset in minutes. */
	static Pair<@Nullable LocalDateTime, @Nullable Short> parts(OffsetDateTime time) {
		int seconds = time.getOffset().getTotalSeconds();
		if (seconds % 60 != 0 || Math.abs(seconds / 60) > MAX_OFFSET_MINUTES) {
			throw new DateTimeException("an offset must be in whole minutes, at most 14 hours");
		}
		return new Pair<>(time.toLocalDateTime(), (short) (seconds / 60));
	}

	static OffsetDateTime offsetDateTime(Pair<@Nullable LocalDateTime, @Nullable Short> parts) {
		LocalDateTime local = parts.first();
		Short minutes = parts.second();
		if (local == null || minutes == null || Math.abs(minutes) > MAX_OFFSET_MINUTES) {
			throw new DateTimeException("an offset must be in whole minutes, at most 14 hours");
		}
		return OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(minutes * 60));
	}

}
