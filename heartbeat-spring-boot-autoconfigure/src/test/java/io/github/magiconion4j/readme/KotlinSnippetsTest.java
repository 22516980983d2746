package io.github.magiconion4j.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Kotlin snippets of the docs are compiled and run in a separate application.
 */
class KotlinSnippetsTest {

	private static final Pattern SNIPPET = Pattern.compile("```kotlin\n(.*?)```", Pattern.DOTALL);

	@Test
	void eachLineIsOneOfTheApplication() throws IOException {
		Set<String> compiled = files(Path.of("..", "src", "it", "boot41-kotlin", "src", "main"), ".kt")
			.flatMap(KotlinSnippetsTest::lines)
			.collect(Collectors.toSet());
		List<String> shown = files(Path.of("..", "docs"), ".md").map(KotlinSnippetsTest::read)
			.flatMap((page) -> SNIPPET.matcher(page).results())
			.flatMap((snippet) -> snippet.group(1).lines())
			.map(String::strip)
			.toList();
		assertThat(shown).hasSizeGreaterThan(20).isSubsetOf(compiled);
	}

	private static Stream<Path> files(Path folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).toList().stream();
		}
	}

	private static Stream<String> lines(Path file) {
		return read(file).lines().map(String::strip);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
