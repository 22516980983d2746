package io.github.magiconion4j.interop.client;

import java.time.Duration;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The load in each of its modes: no connection is lost.
 */
class LoadIT {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@RegisterExtension
	static final PeerServer server = new PeerServer("--interval-ms", "500", "--timeout-ms", "10000");

	@ParameterizedTest
	@CsvSource({ "heartbeat, 500", "call, 20", "broadcast, 100", "join, 20" })
	void losesNobody(String mode, int connections) throws InterruptedException {
		PackagedClient.Result result = PackagedClient.run(PATIENCE, "load", "--address", server.address(),
				"--connections", String.valueOf(connections), "--channels", "10", "--seconds", "3",
				"--client-interval-ms", "500", "--client-timeout-ms", "10000", "--mode", mode);
		System.out.println(result.output());
		assertThat(result.output()).contains("connected " + connections + " over 10 channels", "measuring",
				" dropped 0");
		assertThat(result.output())
			.containsPattern((mode.equals("heartbeat") ? "heartbeats" : mode) + " [1-9]\\d* in ");
		assertThat(result.exitCode()).isZero();
	}

}
