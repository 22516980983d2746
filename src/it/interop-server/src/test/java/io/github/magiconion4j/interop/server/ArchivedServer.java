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
 * The packaged server with an archive of its classes (AppCDS), for tests that start it
 * many times: this reduces the start to a third.
 */
final class ArchivedServer {

	private static final Path JAR = Path.of("target", "interop-server.jar");

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	private final Path jar;

	private final Path archive;

	private final String[] options;

	private ArchivedServer(Path jar, Path archive, String... options) {
		this.jar = jar;
		this.archive = archive;
		this.options = options;
	}

	/** Creates the archive. */
	static ArchivedServer with(String... options) throws IOException, InterruptedException {
		Path folder = Files.createDirectories(Path.of("target", "archived")).toAbsolutePath();
		run(List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--force", "--destination",
				folder.toString()));
		Path jar = folder.resolve(JAR.getFileName());
		Path archive = folder.resolve("classes.jsa");
		List<String> once = new ArrayList<>(JVM);
		once.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh", "-jar",
				jar.toString()));
		once.addAll(List.of(options));
		run(once);
		return new ArchivedServer(jar, archive, options);
	}

	/** A server that uses the archive, on its own ports. */
	ServerProcess server() {
		return ServerProcess.of(this.jar, this.options)
			.jvm(Stream.concat(JVM.stream(), Stream.of("-XX:SharedArchiveFile=" + this.archive))
				.toArray(String[]::new));
	}

	private static void run(List<String> arguments) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of(ChildProcess.JAVA));
		command.addAll(arguments);
		try (ChildProcess process = ChildProcess.start("archive", command)) {
			assertThat(process.exitCode(PATIENCE)).as(process::output).isZero();
		}
	}

}
