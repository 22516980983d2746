package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.interop.testing.Peer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers behind HAProxy with shared groups: the group scenarios of a MagicOnion
 * client, with its connections distributed over both servers.
 */
@Tag(Tags.PATIENT)
class FleetIT {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration NEVER = Duration.ofHours(1);

	private static final List<String> SCENARIOS = List.of("broadcast-group", "group-left-on-disconnect");

	@Order(1)
	@RegisterExtension
	static final Peer peer = new Peer();

	@Order(2)
	@RegisterExtension
	static final Proxies proxies = Proxies.find();

	@ParameterizedTest(name = "{0}")
	@EnumSource
	void membersOnBothServersAreOneGroup(Backplane backplane) throws Exception {
		try (Backplane.Running shared = backplane.start();
				ServerProcess first = server(shared);
				ServerProcess second = server(shared)) {
			CompletableFuture<Void> starting = CompletableFuture.runAsync(first::start);
			second.start();
			starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			for (ServerProcess each : List.of(first, second)) {
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> new Actuator(each).value("groups.up", "backplane:" + backplane) == 1);
			}
			ConnectionLog here = new ConnectionLog(first);
			ConnectionLog there = new ConnectionLog(second);
			try (Proxy proxy = proxies.start(ProxySoftware.HAPROXY, NEVER, first, second)) {
				for (String scenario : SCENARIOS) {
					List<String> arguments = new ArrayList<>(List.of("client", "--address",
							"http://" + proxy.host() + ":" + proxy.port(), "--only", scenario));
					if (!backplane.counts()) {
						arguments.add("--no-counts");
					}
					String output = peer.run(arguments.toArray(String[]::new));
					assertThat(output).contains("ok   " + scenario + " ").contains("1 passed, 0 failed");
				}
			}
			assertThat(here.connected()).isNotEmpty();
			assertThat(there.connected()).isNotEmpty();
		}
	}

	private static ServerProcess server(Backplane.Running shared) {
		return ServerProcess.with(shared.options())
			.jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
			.alsoWith(Backplane.libraries());
	}

}
