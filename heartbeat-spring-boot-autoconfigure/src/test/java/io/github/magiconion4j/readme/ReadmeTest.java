package io.github.magiconion4j.readme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.magiconion4j.autoconfigure.HeartbeatProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippets of the documentation compile, and bind to properties.
 */
class ReadmeTest {

	private static final Path ROOT = Path.of("..");

	private static final List<Path> SNIPPETS = Stream.of(
			"heartbeat-spring-boot-autoconfigure/src/test/java/io/github/magiconion4j/readme/ReadmeSnippets.java",
			"heartbeat-spring-boot-autoconfigure/src/test/java/io/github/magiconion4j/readme/ClientSnippets.java",
			"heartbeat-spring-boot-autoconfigure/src/test/java/io/github/magiconion4j/readme/GettingStartedSnippets.java",
			"streaming-hub-test/src/test/java/io/github/magiconion4j/testing/ChatHubTest.java",
			"streaming-hub-test/src/test/java/io/github/magiconion4j/testing/chat/ChatSliceTest.java")
		.map(ROOT::resolve)
		.toList();

	private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)//.*$");

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;$");

	private static final Pattern GAP = Pattern.compile("(?m)^\\s*\\.\\.\\.$|\n\\s*\n");

	static List<String> java() throws IOException {
		return blocks("java");
	}

	static Stream<String> yaml() throws IOException {
		return blocks("yaml").stream().filter((block) -> block.contains("magiconion:"));
	}

	private static List<String> blocks(String language) throws IOException {
		Pattern pattern = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
		List<String> blocks = new ArrayList<>();
		for (Path page : pages()) {
			pattern.matcher(Files.readString(page)).results().map((block) -> block.group(1)).forEach(blocks::add);
		}
		assertThat(blocks).isNotEmpty();
		return blocks;
	}

	static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream
				.concat(Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve),
						docs.filter((file) -> file.toString().endsWith(".md")))
				.sorted()
				.toList();
		}
	}

	/**
	 * Links to files and headings of this repository; external pages may change at any
	 * time.
	 */
	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsSomewhere(Path page) throws IOException {
		for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
			Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
			assertThat(target).as("%s in %s", link.group(), page).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).as("%s in %s", link.group(), page).contains(link.group(2));
			}
		}
	}

	/** Anchors as GitHub makes them from headings. */
	private static List<String> anchors(Path page) throws IOException {
		return HEADING.matcher(Files.readString(page))
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	@Test
	void theTableOfContentsHasEveryPage() throws IOException {
		String contents = Files.readString(ROOT.resolve("docs/README.md"));
		for (Path page : pages()) {
			String name = page.getFileName().toString();
			if (page.getParent().endsWith("docs") && !name.equals("README.md")) {
				assertThat(contents).contains("](" + name + ")");
			}
		}
	}

	@Test
	void theReadmeIsShort() throws IOException {
		assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
	}

	@ParameterizedTest
	@MethodSource("java")
	void javaIsPartOfWhatCompiles(String block) throws IOException {
		String compiled = "";
		for (Path snippets : SNIPPETS) {
			compiled += withoutSpace(Files.readString(snippets));
		}
		for (MatchResult each : IMPORT.matcher(block).results().toList()) {
			assertThat(compiled).contains(withoutSpace(each.group()));
		}
		for (String part : GAP.splitAsStream(COMMENT.matcher(IMPORT.matcher(block).replaceAll("")).replaceAll(""))
			.toList()) {
			assertThat(compiled).contains(withoutSpace(part));
		}
	}

	private static String withoutSpace(String code) {
		return COMMENT.matcher(code).replaceAll("").replaceAll("\\s+", "");
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void yamlBindsToProperties(String block) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("a block",
				new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8)));
		new Binder(ConfigurationPropertySources.from(sources)).bind("magiconion.streaming-hub.heartbeat",
				Bindable.of(HeartbeatProperties.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
		List<String> known = known();
		for (PropertySource<?> source : sources) {
			assertThat(((EnumerablePropertySource<?>) source).getPropertyNames())
				.filteredOn((name) -> name.startsWith("magiconion."))
				.allSatisfy((name) -> assertThat(known).anyMatch((each) -> (name + ".").startsWith(each + ".")));
		}
	}

	/** All properties; of maps only the prefix. */
	private static List<String> known() throws IOException {
		List<String> known = new ArrayList<>();
		try (InputStream metadata = Objects.requireNonNull(
				HeartbeatProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			new ObjectMapper().readTree(metadata)
				.get("properties")
				.forEach((property) -> known.add(property.get("name").asText()));
		}
		return known;
	}

}
