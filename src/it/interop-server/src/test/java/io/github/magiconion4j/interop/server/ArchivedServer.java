package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packaged server with an archive of its classes (AppCDS), for tests that start it
 * many times: this reduces the start to a third.
 */
final class ArchivedServer {

	private static final Path JAR = Path.of("target", "interop-server.jar");

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
		Path jar = ExtractedJar.of(JAR, Path.of("target", "archived")).jar();
		Path archive = jar.resolveSibling("classes.jsa");
		List<String> once = new ArrayList<>(JVM);
		once.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh", "-jar",
				jar.toString()));
		once.addAll(List.of(options));
		ExtractedJar.java(once);
		return new ArchivedServer(jar, archive, options);
	}

	/** A server that uses the archive, on its own ports. */
	ServerProcess server() {
		return ServerProcess.of(this.jar, this.options)
			.jvm(Stream.concat(JVM.stream(), Stream.of("-XX:SharedArchiveFile=" + this.archive))
				.toArray(String[]::new));
	}

}
