package io.github.magiconion4j.interop.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a MagicOnion client does, and sees of each stack, on the oldest and the newest
 * Java. Each test has the name of its stack, Java and scenario.
 */
class StackScenariosIT {

	private static final List<Integer> JAVA_VERSIONS = List.of(17, 25);

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/** By stack and Java: one run of all scenarios. */
	private static final Map<String, String> RUNS = new HashMap<>();

	@RegisterExtension
	static final Peer peer = new Peer();

	static Stream<Arguments> scenarios() {
		return JAVA_VERSIONS.stream()
			.flatMap((java) -> Stream.of(Stack.values())
				.flatMap((stack) -> Scenarios.NAMES.stream().map((name) -> Arguments.of(stack, java, name))));
	}

	@ParameterizedTest(name = "{0} jdk{1} {2}")
	@MethodSource("scenarios")
	void scenario(Stack stack, int java, String name) throws InterruptedException {
		Optional<Path> jdk = Jdk.find(java);
		Assumptions.assumeTrue(jdk.isPresent(),
				"there is no JDK " + java + " in JAVA_HOME, on the PATH or in /usr/lib/jvm");
		String run = stack + " " + java;
		if (!RUNS.containsKey(run)) {
			RUNS.put(run, run(stack, jdk.get()));
		}
		assertThat(RUNS.get(run)).contains("ok   " + name + " ");
	}

	private static String run(Stack stack, Path jdk) throws InterruptedException {
		try (ServerProcess server = ServerProcess.of(stack.jar(), ServerProcess.FOR_SCENARIOS).on(jdk)) {
			server.start();
			try (ChildProcess client = peer.start("client", "--address", server.address(), "--beyond",
					"--expect-metadata", "1.2.3.4", "--server-interval-ms", "300")) {
				client.exitCode(PATIENCE);
				String versions = server.output().lines().filter((line) -> line.startsWith("gRPC ")).findFirst().get();
				System.out.println(stack + ": " + versions);
				return client.output();
			}
		}
	}

}
