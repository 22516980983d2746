package io.github.magiconion4j.interop.client;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the scenarios of this client against a MagicOnion server. Each test has the name
 * of its scenario.
 */
class PeerServerIT {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@Order(1)
	@RegisterExtension
	static final PeerServer server = new PeerServer("--interval-ms", "300", "--timeout-ms", "2000", "--metadata");

	static List<String> scenarios() {
		return Stream.concat(HubScenarios.all().keySet().stream(), HeartbeatScenarios.all().keySet().stream()).toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scenarios")
	void scenario(String name) throws InterruptedException {
		PackagedClient.Result result = PackagedClient.run(PATIENCE, "--address=" + server.address(), "--only=" + name,
				"--expect-metadata=1.2.3.4", "--server-interval-ms=300");
		assertThat(result.output()).contains("ok   " + name + " ").contains("1 passed, 0 failed");
		assertThat(result.exitCode()).isZero();
	}

	@Test
	void failuresSetTheExitCode() throws InterruptedException {
		PackagedClient.Result result = PackagedClient.run(PATIENCE, "client", "--address", server.address(), "--only",
				"server-heartbeat", "--expect-metadata", "other", "--server-interval-ms", "300");
		assertThat(result.output()).contains("FAIL server-heartbeat: Exception: expected <other> but was <1.2.3.4>",
				"0 passed, 1 failed");
		assertThat(result.exitCode()).isEqualTo(1);
	}

}
