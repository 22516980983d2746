package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A packaged application whose libraries are files beside it.
 *
 * @param jar the application, which can be run
 */
record ExtractedJar(Path jar) {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/** Extracts an application to a folder. */
	static ExtractedJar of(Path packaged, Path folder) throws IOException, InterruptedException {
		Files.createDirectories(folder);
		java(List.of("-Djarmode=tools", "-jar", packaged.toString(), "extract", "--force", "--destination",
				folder.toString()));
		return new ExtractedJar(folder.toAbsolutePath().resolve(packaged.getFileName()));
	}

	/** Libraries whose file names begin with one of the prefixes. */
	List<Path> libraries(List<String> prefixes) throws IOException {
		try (Stream<Path> all = Files.list(this.jar.resolveSibling("lib"))) {
			return all.filter((path) -> prefixes.stream().anyMatch(path.getFileName().toString()::startsWith)).toList();
		}
	}

	/** Runs Java until it ends, which must be a success. */
	static void java(List<String> arguments) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of(ChildProcess.JAVA));
		command.addAll(arguments);
		try (ChildProcess process = ChildProcess.start("java", command)) {
			assertThat(process.exitCode(PATIENCE)).as(process::output).isZero();
		}
	}

}
