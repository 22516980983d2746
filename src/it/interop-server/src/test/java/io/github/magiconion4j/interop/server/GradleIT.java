package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Gradle snippet in the docs resolves the whole library, from the published artifacts
 * and Maven Central.
 */
@Tag(Tags.PATIENT)
class GradleIT {

	private static final Path PAGE = Path.of("..", "..", "..", "docs", "getting-started.md");

	private static final Pattern SNIPPET = Pattern.compile("```groovy\n(.*?)```", Pattern.DOTALL);

	private static final Path PUBLISHED = Path.of("io", "github", "magiconion4j");

	private static final String PRINT = """

			task printLibraries {
				doLast {
					configurations.runtimeClasspath.files.each { println it.name }
				}
			}
			""";

	@TempDir
	private Path temporary;

	@Test
	void theSnippetResolves() throws Exception {
		Optional<Path> jdk = Jdk.find(17); // Debian's Gradle does not support newer ones
		Assumptions.assumeTrue(ChildProcess.onPath("gradle").isPresent(), "there is no gradle on the PATH");
		Assumptions.assumeTrue(jdk.isPresent(), "there is no JDK 17");
		Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
		assertThat(snippet.find()).isTrue();
		Files.writeString(this.temporary.resolve("build.gradle"), "apply plugin: 'java'\n" + snippet.group(1) + PRINT);
		Files.createFile(this.temporary.resolve("settings.gradle"));
		Program gradle = Program.run("env", "JAVA_HOME=" + jdk.get(), "gradle", "--no-daemon", "--quiet",
				"--project-dir", this.temporary.toString(), "--gradle-user-home",
				Path.of("target", "gradle").toString(), "-Dmaven.repo.local=" + localRepository(), "printLibraries");
		assertThat(gradle.exitCode()).as(gradle.output()).isZero();
		assertThat(gradle.output().lines()).contains("streaming-hub-" + System.getProperty("project.version") + ".jar")
			.anyMatch((library) -> library.startsWith("grpc-server-spring-boot-starter-"))
			.anyMatch((library) -> library.startsWith("grpc-netty-shaded-"))
			.anyMatch((library) -> library.startsWith("spring-boot-starter-actuator-"));
	}

	/** A repository with the artifacts of this build, and nothing else. */
	private Path localRepository() throws IOException {
		Path from = Path.of("target", "repository").resolve(PUBLISHED);
		Path to = this.temporary.resolve("repository");
		List<Path> files;
		try (Stream<Path> all = Files.walk(from)) {
			files = all.filter(Files::isRegularFile).toList();
		}
		for (Path file : files) {
			Path copy = to.resolve(PUBLISHED).resolve(from.relativize(file));
			Files.createDirectories(copy.getParent());
			Files.copy(file, copy);
		}
		return to;
	}

}
