package io.github.magiconion4j.interop.server;

import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.grpc.Status;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator makes hubs refuse new connections, and disconnects existing ones, over
 * HTTP.
 */
class DrainingIT {

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=100ms");

	private final Actuator actuator = new Actuator(server);

	@AfterEach
	void acceptAll() throws Exception {
		post("{\"connect\": \"accept\"}");
	}

	private String post(String body) throws Exception {
		HttpResponse<String> response = this.actuator.send("POST", "streaminghubs", body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private static InteropClient connect(String hub) throws Exception {
		return InteropClient.connect(1, server.grpcPort(), hub).get(0);
	}

	private static void assertRefused() throws Exception {
		try (InteropClient refused = InteropClient.connect(server.grpcPort())) {
			Status status = refused.status();
			assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(status.getDescription()).contains("accepts no new connections now");
		}
	}

	@Test
	void oneHubIsDrainedAndAcceptsConnectionsAgain() throws Exception {
		try (InteropClient old = connect(InteropClient.INTEROP_HUB)) {
			String state = post("{\"hub\": \"IInteropHub\", \"connect\": \"refuse\"}");
			assertThat(JsonPath.<List<String>>read(state, "$.refusing")).containsExactly(InteropClient.INTEROP_HUB);
			assertThat(JsonPath.<List<String>>read(state, "$.accepting")).contains(InteropClient.BENCH_HUB);
			assertRefused();
			connect(InteropClient.BENCH_HUB).close();
			assertThat(old.connectionId()).as("the old one is served").isNotEmpty();
			this.actuator.send("DELETE", "streaminghubs?hub=IInteropHub&message=moved", "");
			assertThat(old.status().getDescription()).isEqualTo("moved");
		}
		assertThat(JsonPath.<List<String>>read(post("{\"connect\": \"accept\"}"), "$.refusing")).isEmpty();
		connect(InteropClient.INTEROP_HUB).close();
	}

	@Test
	void allHubsAreDrainedAndThatIsCounted() throws Exception {
		assertThat(JsonPath.<List<String>>read(post("{\"connect\": \"refuse\"}"), "$.accepting")).isEmpty();
		assertRefused();
		Awaitility.await().until(() -> this.actuator.count("connections.refused", "reason:draining") >= 1);
	}

	@Test
	void aMissingParameterIsAnError() throws Exception {
		for (String body : List.of("{}", "{\"connect\": \"perhaps\"}",
				"{\"hub\": \"INone\", \"connect\": \"refuse\"}")) {
			assertThat(this.actuator.send("POST", "streaminghubs", body).statusCode()).as(body).isEqualTo(400);
		}
	}

}
