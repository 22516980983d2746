package io.github.magiconion4j.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each limit in a table of the docs has tests, and these tests exist.
 */
class SecurityPageTest {

	private static final Pattern NAME = Pattern.compile("`(\\w+)`");

	@Test
	void eachLimitHasExistingTests() throws IOException {
		assertTests("security.md", "| a client | limit | test |", 20);
	}

	@Test
	void eachLimitOfABodyHasExistingTests() throws IOException {
		assertTests("contracts-and-types.md", "| what | limit | test |", 7);
	}

	private static void assertTests(String page, String header, int least) throws IOException {
		List<String> rows = Files.readAllLines(Path.of("..", "docs", page))
			.stream()
			.dropWhile((line) -> !line.equals(header))
			.skip(2)
			.takeWhile((line) -> line.startsWith("| "))
			.toList();
		assertThat(rows).hasSizeGreaterThan(least);
		Set<String> there = tests();
		for (String row : rows) {
			String[] cells = row.split("\\|");
			assertThat(cells).as(row).hasSize(4);
			List<String> named = NAME.matcher(cells[3]).results().map((MatchResult name) -> name.group(1)).toList();
			assertThat(named).as(row).isNotEmpty();
			assertThat(there).as(row).containsAll(named);
		}
	}

	private static Set<String> tests() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(".."))) {
			return files.map(Path::normalize)
				.filter((file) -> file.toString().contains("src/test/java"))
				.map((file) -> file.getFileName().toString())
				.filter((name) -> name.matches("\\w+(Test|IT)\\.java"))
				.map((name) -> name.substring(0, name.indexOf('.')))
				.collect(Collectors.toSet());
		}
	}

}
