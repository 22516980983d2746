package io.github.magiconion4j.interop.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.interop.testing.Peer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scenarios of a MagicOnion client on each stack, on the oldest and the newest Java,
 * and after AOT processing. Each test has the name of its stack, Java and scenario.
 */
class StackScenariosIT {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/** By stack and Java: one run of all scenarios. */
	private static final Map<String, String> RUNS = new HashMap<>();

	@RegisterExtension
	static final Peer peer = new Peer();

	static Stream<Arguments> scenarios() {
		return Stream.of(Java.values())
			.flatMap((java) -> java.stacks()
				.stream()
				.flatMap((stack) -> Scenarios.NAMES.stream().map((name) -> Arguments.of(stack, java, name))));
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@MethodSource("scenarios")
	void scenario(Stack stack, Java java, String name) throws InterruptedException {
		Optional<Path> jdk = Jdk.find(java.version);
		Assumptions.assumeTrue(jdk.isPresent(),
				"there is no JDK " + java.version + " in JAVA_HOME, on the PATH or in /usr/lib/jvm");
		String run = stack + " " + java;
		if (!RUNS.containsKey(run)) {
			RUNS.put(run, run(stack, jdk.get(), java.option()));
		}
		assertThat(RUNS.get(run)).contains("ok   " + name + " ");
	}

	private static String run(Stack stack, Path jdk, String option) throws InterruptedException {
		try (ServerProcess server = ServerProcess.of(stack.jar(), ServerProcess.FOR_SCENARIOS).on(jdk).jvm(option)) {
			server.start();
			try (ChildProcess client = peer.start("client", "--address", server.address(), "--beyond",
					"--expect-metadata", "1.2.3.4", "--server-interval-ms", "300")) {
				client.exitCode(PATIENCE);
				String versions = server.output().lines().filter((line) -> line.startsWith("gRPC ")).findFirst().get();
				System.out.println(stack + ": " + versions);
				return client.output();
			}
		}
		catch (AssertionError ex) { // each scenario reports it, none tries again
			return ex.toString();
		}
	}

	enum Java {

		JDK17(17),

		JDK25(25),

		/** For the stack that is processed ahead of time. */
		AOT(25);

		private final int version;

		Java(int version) {
			this.version = version;
		}

		List<Stack> stacks() {
			return (this == AOT) ? List.of(Stack.BOOT41_OFFICIAL) : List.of(Stack.values());
		}

		String option() {
			return "-Dspring.aot.enabled=" + (this == AOT);
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
