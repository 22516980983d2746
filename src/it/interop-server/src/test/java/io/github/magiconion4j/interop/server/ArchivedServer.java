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
 * The packaged server with an archive of its classes, for tests that start it many times:
 * that takes a third of the time.
 */
final class ArchivedServer {

	private static final Path JAR = Path.of("target", "interop-server.jar");

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	private ArchivedServer() {
	}

	/** Makes the archive, and a server that uses it. */
	static ServerProcess with(String... options) throws IOException, InterruptedException {
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
		return ServerProcess.of(jar, options)
			.jvm(Stream.concat(JVM.stream(), Stream.of("-XX:SharedArchiveFile=" + archive)).toArray(String[]::new));
	}

	private static void run(List<String> arguments) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of(ChildProcess.JAVA));
		command.addAll(arguments);
		try (ChildProcess process = ChildProcess.start("archive", command)) {
			assertThat(process.exitCode(PATIENCE)).as(process::output).isZero();
		}
	}

}
