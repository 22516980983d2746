package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.junit.jupiter.api.Assumptions;

/**
 * A run of a program on this machine; if it is missing, the test is skipped.
 *
 * @param exitCode its exit code
 * @param output its output, of both streams
 */
record Program(int exitCode, String output) {

	static Program run(String... command) throws IOException, InterruptedException {
		return runWith("", command);
	}

	static Program runWith(String input, String... command) throws IOException, InterruptedException {
		Assumptions.assumeTrue(ChildProcess.onPath(command[0]).isPresent(),
				() -> "there is no " + command[0] + " on the PATH");
		Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
		process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Program(process.waitFor(), output);
	}

}
