package io.github.magiconion4j.serialization;

import java.util.Calendar;
import java.util.Date;
import java.util.stream.Stream;

/**
 * Classes without a counterpart in C#.
 */
final class Counterparts {

	private Counterparts() {
	}

	/**
	 * Rejects classes that only look like objects with properties.
	 * @throws IllegalArgumentException if the class belongs to the JDK
	 */
	static void rejectJdk(Class<?> type) {
		if (Stream.of("java.", "javax.").anyMatch(type.getName()::startsWith)) {
			throw new IllegalArgumentException(type.getName() + " has no counterpart in C#");
		}
	}

	/**
	 * Rejects times and optional values that Jackson supports in none, or another form
	 * than C#.
	 * @param type a class that is not in the table of supported types
	 * @throws IllegalArgumentException if it is such a class
	 */
	static void rejectTimes(Class<?> type) {
		if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)
				|| Stream.of("java.time.", "org.joda.time.", "java.util.Optional")
					.anyMatch(type.getName()::startsWith)) {
			throw new IllegalArgumentException(type.getName()
					+ " has no counterpart in C#: for a time, use Instant, OffsetDateTime, LocalDateTime, LocalDate, "
					+ "LocalTime or Duration; for a value that may be absent, Optional or null");
		}
	}

}
