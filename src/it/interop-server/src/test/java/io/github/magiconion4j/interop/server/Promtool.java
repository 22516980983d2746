package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.junit.jupiter.api.Assumptions;

/**
 * A run of Prometheus' own tool; where that is not there, the test is skipped.
 *
 * @param exitCode how it ended
 * @param output what it wrote, to either stream
 */
record Promtool(int exitCode, String output) {

	static Promtool run(String input, String... arguments) throws IOException, InterruptedException {
		String program = ChildProcess.onPath("promtool").map(Object::toString).orElse(null);
		Assumptions.assumeTrue(program != null, "there is no promtool (of Prometheus) on the PATH");
		List<String> command = Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Promtool(process.waitFor(), output);
	}

}
