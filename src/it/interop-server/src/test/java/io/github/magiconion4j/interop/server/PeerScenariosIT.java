package io.github.magiconion4j.interop.server;

import io.github.magiconion4j.interop.testing.Peer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the scenarios of a MagicOnion client against this server. Each test has the name
 * of its scenario.
 */
class PeerScenariosIT {

	@Order(1)
	@RegisterExtension
	static final Peer peer = new Peer();

	@Order(2)
	@RegisterExtension
	static final ServerProcess server = ServerProcess.forScenarios();

	@ParameterizedTest(name = "{0}")
	@FieldSource("io.github.magiconion4j.interop.server.Scenarios#NAMES")
	void scenario(String name) throws InterruptedException {
		String output = peer.run("client", "--address", server.address(), "--beyond", "--only", name,
				"--expect-metadata", "1.2.3.4", "--server-interval-ms", "300");
		assertThat(output).contains("ok   " + name + " ").contains("1 passed, 0 failed");
	}

}
