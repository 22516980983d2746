package io.github.magiconion4j.interop.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the scenarios of the Java client against this server. (It runs the same ones
 * against the peer's server.)
 */
class JavaClientIT {

	private static final Path JAR = Path.of("..", "interop-client", "target", "interop-client.jar");

	@RegisterExtension
	static final ServerProcess server = ServerProcess.forScenarios();

	@Test
	void allScenariosPass() throws InterruptedException {
		Assumptions.assumeTrue(Files.exists(JAR), "interop-client is not packaged");
		List<String> expected = Scenarios.NAMES.stream().filter((name) -> !name.startsWith("beyond-")).toList();
		try (ChildProcess client = ChildProcess.start("java-client", List.of(ChildProcess.JAVA, "-jar", JAR.toString(),
				"--address=" + server.address(), "--expect-metadata=1.2.3.4", "--server-interval-ms=300"))) {
			int exitCode = client.exitCode(Duration.ofMinutes(3));
			assertThat(client.output()
				.lines()
				.filter((line) -> line.startsWith("ok "))
				.map((line) -> line.substring(5, line.indexOf(" (")))).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(client.output()).contains(expected.size() + " passed, 0 failed");
			assertThat(exitCode).isZero();
		}
	}

}
