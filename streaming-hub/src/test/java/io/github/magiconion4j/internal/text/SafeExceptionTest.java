package io.github.magiconion4j.internal.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SafeExceptionTest {

	@Test
	void itsStackTraceHasNoLineOfTheOtherSide() {
		IOException original = new IOException("found\nERROR forged",
				new IllegalStateException("\u202e" + "x".repeat(5000)));

		StringWriter log = new StringWriter();
		SafeException.of(original).printStackTrace(new PrintWriter(log));

		assertThat(log.toString().lines()).noneMatch((line) -> line.startsWith("ERROR"))
			.allMatch((line) -> line.length() < 1000 && !line.contains("\u202e"))
			.anyMatch((line) -> line.contains("java.io.IOException: found\\nERROR forged"))
			.anyMatch(
					(line) -> line.contains("Caused by") && line.contains("java.lang.IllegalStateException: \\u202e"));
	}

	@Test
	void itPointsToWhereTheOriginalWasThrown() {
		IOException original = new IOException();

		assertThat(SafeException.of(original).getStackTrace()).isEqualTo(original.getStackTrace());
		assertThat(SafeException.of(original)).hasMessage("java.io.IOException").hasNoCause();
	}

	@Test
	void aCycleOfCausesEnds() {
		IOException one = new IOException("one");
		IllegalStateException other = new IllegalStateException("other", one);
		one.initCause(other);

		Throwable copy = SafeException.of(one);
		int depth = 0;
		while (copy != null) {
			depth++;
			copy = copy.getCause();
		}

		assertThat(depth).isEqualTo(10);
	}

}
