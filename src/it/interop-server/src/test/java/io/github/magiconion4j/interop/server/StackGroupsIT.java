package io.github.magiconion4j.interop.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications, on Boot 3.5 and 4.1 and on the oldest and the newest Java, share a
 * group, with and without the libraries of the other backplane.
 */
@Tag(Tags.PATIENT)
class StackGroupsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@ParameterizedTest(name = "{0} alone: {1}, {2} on JDK {3}, {4} on JDK {5}")
	@CsvSource({ "REDIS, true, BOOT35_DEVH, 17, BOOT41_OFFICIAL, 25",
			"REDIS, false, BOOT35_SPRING_GRPC, 25, BOOT41_OFFICIAL, 17",
			"NATS, true, BOOT35_SPRING_GRPC, 17, BOOT41_DEVH, 25",
			"NATS, false, BOOT35_SPRING_GRPC, 25, BOOT41_OFFICIAL, 17" })
	void membersReceiveEachOthersMessages(Backplane backplane, boolean alone, Stack first, int firstJava, Stack second,
			int secondJava) throws Exception {
		try (Backplane.Running shared = backplane.start();
				ServerProcess here = server(first, firstJava, shared, alone);
				ServerProcess there = server(second, secondJava, shared, alone)) {
			CompletableFuture<Void> starting = CompletableFuture.runAsync(here::start);
			there.start();
			starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			for (ServerProcess each : List.of(here, there)) {
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> new Actuator(each).value("groups.up", "backplane:" + backplane) == 1);
			}
			try (InteropClient a = InteropClient.connect(here.grpcPort());
					InteropClient b = InteropClient.connect(there.grpcPort())) {
				a.join("room", "a");
				b.join("room", "b");
				a.say("from a");
				assertThat(b.heard()).isEqualTo("from a");
				b.say("from b");
				assertThat(b.heard()).isEqualTo("from b");
				assertThat(a.heard()).isEqualTo("from a");
				assertThat(a.heard()).isEqualTo("from b");
			}
		}
	}

	private static ServerProcess server(Stack stack, int java, Backplane.Running shared, boolean alone)
			throws Exception {
		Optional<Path> jdk = Jdk.find(java);
		Assumptions.assumeTrue(jdk.isPresent(),
				() -> "there is no JDK " + java + " in JAVA_HOME, on the PATH or in /usr/lib/jvm");
		return ServerProcess.of(jar(stack, shared.kind(), alone), shared.options())
			.on(jdk.orElseThrow())
			.jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
	}

	/** The application, without the libraries of the other backplane if it is alone. */
	private static Path jar(Stack stack, Backplane backplane, boolean alone) throws Exception {
		ExtractedJar extracted = ExtractedJar.of(stack.jar(),
				Path.of("target", "groups", stack + "-" + backplane + (alone ? "-alone" : "")));
		Backplane other = (backplane == Backplane.REDIS) ? Backplane.NATS : Backplane.REDIS;
		assertThat(extracted.libraries(backplane.ownLibraries())).isNotEmpty();
		List<Path> others = extracted.libraries(other.ownLibraries());
		if (alone) {
			for (Path library : others) {
				Files.delete(library);
			}
		}
		else {
			assertThat(others).isNotEmpty();
		}
		return extracted.jar();
	}

}
