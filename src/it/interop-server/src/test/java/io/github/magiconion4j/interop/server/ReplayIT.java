package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.Peer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recorded messages of genuine clients get the bytes that the genuine server
 * answered.
 */
class ReplayIT {

	private static final Path RECORDINGS = Path.of("..", "..", "..", "streaming-hub", "src", "test", "resources",
			"recordings");

	/** What other members did cannot be replayed. */
	private static final Set<String> MET_OTHERS = Set.of("broadcast-group", "group-left-on-disconnect");

	@Order(1)
	@RegisterExtension
	static final Peer peer = new Peer();

	@Order(2)
	@RegisterExtension
	static final ServerProcess server = ServerProcess.forScenarios();

	@ParameterizedTest(name = "hub/{0}")
	@MethodSource
	void hub(String name) throws InterruptedException {
		assertReplayed(peer.run("replay", file("hub", name), "--address", server.address()));
	}

	@ParameterizedTest(name = "heartbeat/{0}")
	@MethodSource
	void heartbeat(String name) throws InterruptedException {
		assertReplayed(peer.run("replay", file("heartbeat", name), "--heartbeats", "--address", server.address()));
	}

	@Test
	void everyScenarioOfOneConnectionHasRecordings() throws IOException {
		List<String> recorded = Stream.concat(hub(), heartbeat()).map(ReplayIT::scenarioOf).distinct().toList();
		assertThat(Scenarios.NAMES).filteredOn((name) -> !recorded.contains(name) && !name.startsWith("beyond-"))
			.containsExactly("broadcast-group", "group-left-on-disconnect", "many-hubs-one-channel");
	}

	static Stream<String> hub() throws IOException {
		return recordings("hub");
	}

	static Stream<String> heartbeat() throws IOException {
		return recordings("heartbeat");
	}

	private static void assertReplayed(String output) {
		assertThat(output).contains("1 passed, 0 failed, 0 skipped");
	}

	private static Stream<String> recordings(String folder) throws IOException {
		try (Stream<Path> files = Files.list(RECORDINGS.resolve(folder))) {
			return files.map((file) -> file.getFileName().toString().replaceFirst("\\.jsonl$", ""))
				.filter((name) -> Scenarios.NAMES.contains(scenarioOf(name)) && !MET_OTHERS.contains(scenarioOf(name)))
				.sorted()
				.toList()
				.stream();
		}
	}

	/** Without the number of the connection. */
	private static String scenarioOf(String name) {
		return name.replaceFirst("-\\d+$", "");
	}

	private static String file(String folder, String name) {
		return RECORDINGS.resolve(folder).resolve(name + ".jsonl").toString();
	}

}
