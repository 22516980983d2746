package io.github.magiconion4j.autoconfigure.groups;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.nats.client.Options;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/**
 * NATS with users, permissions and passwords that change.
 */
@Timeout(180)
class NatsPermissionsTest {

	private static ConditionFactory patiently() {
		return await().atMost(60, TimeUnit.SECONDS);
	}

	private static AbstractBackplane backplane(LocalServer server) {
		return new NatsBackplane(
				NatsConnections
					.own(new Options.Builder().server("nats://127.0.0.1:" + server.port()).userInfo("ada", "secret")),
				1 << 20, AbstractBackplaneTests.PATIENCE);
	}

	private static void assertThatItWorks(AbstractBackplane backplane, String room) {
		patiently().until(backplane::isUp);
		Queue<String> received = AbstractBackplaneTests.subscribe(backplane, room);
		AbstractBackplaneTests.publish(backplane, room, "hello");
		patiently().until(() -> received.contains("hello"));
	}

	@Test
	void thePermissionForTheSubjectsOfGroupsIsSufficient(@TempDir Path folder) throws Exception {
		Assumptions.assumeTrue(ServerProgram.onPath("nats-server").isPresent(), "a container cannot read the file");
		Path file = Files.writeString(folder.resolve("nats.conf"), """
				authorization {
				  users = [{
				    user: ada, password: secret,
				    permissions: { publish: "Multicaster.>", subscribe: "Multicaster.>" }
				  }]
				}
				""");
		try (LocalServer server = LocalServer.nats(List.of("-c", file.toString())).start();
				AbstractBackplane backplane = backplane(server)) {
			backplane.start();
			assertThatItWorks(backplane, "room");
			List<Boolean> states = new CopyOnWriteArrayList<>();
			backplane.addListener(states::add);
			// without echoes, it would be down after the patience
			await().during(AbstractBackplaneTests.PATIENCE.plusSeconds(3))
				.atMost(60, TimeUnit.SECONDS)
				.until(states::isEmpty);
		}
	}

	/** The client closes its connection when it is refused twice. */
	@Test
	void aPasswordThatIsWrongForAWhile() throws Exception {
		List<String> arguments = new ArrayList<>(List.of("--user", "ada", "--pass", "secret"));
		try (LocalServer server = LocalServer.nats(arguments).start();
				AbstractBackplane backplane = backplane(server)) {
			backplane.start();
			assertThatItWorks(backplane, "before");
			server.kill();
			arguments.set(3, "another");
			server.start();
			patiently().until(
					() -> backplane.lastFailure().filter((text) -> text.contains("Authentication error")).isPresent());
			server.kill();
			arguments.set(3, "secret");
			server.start();
			assertThatItWorks(backplane, "after");
		}
	}

}
