package io.github.magiconion4j.internal.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeTextTest {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "a b \\ 'c' é 日 😀, a b \\ 'c' é 日 😀", "\"a\nb\rc\td\", a\\nb\\rc\\td",
					"\"a\u0000\u001b[31m\", a\\u0000\\u001b[31m", "\"a\u202eb\u2028\u2029\", a\\u202eb\\u2028\\u2029",
					"\"\ud800a\", \\ud800a", "\"\udb40\udc41\", \\udb40\\udc41" })
	void dangerousCharactersAreEscaped(String text, String safe) {
		assertThat(SafeText.of(text)).isEqualTo(safe);
	}

	@Test
	void aSafeTextIsKept() {
		String text = "a".repeat(SafeText.MAX_LENGTH);
		assertThat(SafeText.of(text)).isSameAs(text);
		assertThat(SafeText.of("")).isEmpty();
	}

	@Test
	void aLongTextIsCut() {
		assertThat(SafeText.of("a".repeat(1_000_000)))
			.isEqualTo("a".repeat(SafeText.MAX_LENGTH) + "… (1000000 characters)");
		assertThat(SafeText.of("\u0000".repeat(1_000_000))).hasSizeLessThan(SafeText.MAX_LENGTH + 40);
	}

	@Test
	void escapingIsIdempotent() {
		for (String text : new String[] { "\n".repeat(1000), "\u0000".repeat(1000), "😀".repeat(1000), "a\nb" }) {
			String once = SafeText.of(text);
			assertThat(SafeText.of(once)).isSameAs(once);
		}
	}

}
