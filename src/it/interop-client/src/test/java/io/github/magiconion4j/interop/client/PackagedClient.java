package io.github.magiconion4j.interop.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.interop.testing.ChildProcess;

/**
 * The packaged client.
 */
final class PackagedClient {

	private static final Path JAR = Path.of("target", "interop-client.jar");

	private PackagedClient() {
	}

	/** Runs it until it exits. */
	static Result run(Duration patience, String... arguments) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of(ChildProcess.JAVA, "-jar", JAR.toString()));
		command.addAll(List.of(arguments));
		try (ChildProcess client = ChildProcess.start("client", command)) {
			int exitCode = client.exitCode(patience);
			return new Result(exitCode, client.output());
		}
	}

	/**
	 * The result of a run.
	 *
	 * @param exitCode its exit code
	 * @param output its output, of both streams
	 */
	record Result(int exitCode, String output) {

	}

}
