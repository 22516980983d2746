package io.github.magiconion4j.readme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.HeartbeatProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows compiles, and binds.
 */
class ReadmeTest {

	private static final Path ROOT = Path.of("..");

	private static final Path SNIPPETS = Path.of("src", "test", "java",
			ReadmeSnippets.class.getName().replace('.', '/') + ".java");

	private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)//.*$");

	private static final Pattern GAP = Pattern.compile("(?m)^\\s*\\.\\.\\.$|\n\\s*\n");

	static List<String> java() throws IOException {
		List<String> blocks = blocks("README.md", "java");
		assertThat(blocks).isNotEmpty();
		return blocks;
	}

	static Stream<String> yaml() throws IOException {
		return Stream.concat(blocks("README.md", "yaml").stream(), blocks("docs/csharp.md", "yaml").stream())
			.filter((block) -> block.contains("magiconion:"));
	}

	private static List<String> blocks(String file, String language) throws IOException {
		return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(Files.readString(ROOT.resolve(file)))
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("java")
	void javaIsPartOfWhatCompiles(String block) throws IOException {
		String compiled = withoutSpace(Files.readString(SNIPPETS));
		for (String part : GAP.splitAsStream(COMMENT.matcher(block).replaceAll("")).toList()) {
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
		HeartbeatProperties properties = new Binder(ConfigurationPropertySources.from(sources))
			.bind("magiconion.streaming-hub.heartbeat", Bindable.of(HeartbeatProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
		assertThat(properties.interval()).isNotNull();
	}

}
