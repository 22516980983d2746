package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.interop.testing.Peer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint {@code streaminghubs} over HTTP, while clients of the peer are connected.
 */
class EndpointIT {

	private static final int CLIENTS = 12;

	private static final String HUB = InteropClient.BENCH_HUB;

	@Order(1)
	@RegisterExtension
	static final Peer peer = new Peer();

	@Order(2)
	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=100ms");

	private final Actuator actuator = new Actuator(server);

	private ChildProcess clients;

	@BeforeEach
	void connect() {
		this.clients = peer.start("load", "--address", server.address(), "--connections", String.valueOf(CLIENTS),
				"--channels", "3", "--seconds", "300");
		Awaitility.await().atMost(Peer.PATIENCE).until(() -> {
			String list = get("?hub=" + HUB);
			return (int) JsonPath.read(list, "$.open") == CLIENTS
					&& JsonPath.<List<?>>read(list, "$.connections[*].heartbeat.latency.lastMillis").size() == CLIENTS;
		});
	}

	@AfterEach
	void disconnect() {
		this.clients.close();
		Awaitility.await().atMost(Peer.PATIENCE).until(() -> (int) JsonPath.read(get("?hub=" + HUB), "$.open") == 0);
	}

	private String get(String path) throws IOException, InterruptedException {
		return ok("GET", path, "");
	}

	private String ok(String method, String path, String body) throws IOException, InterruptedException {
		HttpResponse<String> response = this.actuator.send(method, "streaminghubs" + path, body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private String anyId() throws IOException, InterruptedException {
		return JsonPath.read(get("?hub=" + HUB + "&limit=1"), "$.connections[0].id");
	}

	@Test
	void pagesShowEachConnectionOnce() throws Exception {
		List<String> first = JsonPath.read(get("?hub=" + HUB + "&sort=age&limit=7"), "$.connections[*].id");
		List<String> second = JsonPath.read(get("?hub=" + HUB + "&sort=age&limit=7&offset=7"), "$.connections[*].id");
		assertThat(first).hasSize(7).doesNotContainAnyElementsOf(second);
		assertThat(second).hasSize(CLIENTS - 7);
	}

	/** Of ended connections, whose values do not change any more. */
	@ParameterizedTest
	@CsvSource({ "latency, heartbeat.latency.lastMillis", "idle, idleMillis", "age, ageMillis",
			"missed, heartbeat.outstanding" })
	void theHighestComesFirst(String sort, String field) throws Exception {
		ok("DELETE", "?hub=" + HUB, "");
		Awaitility.await().until(() -> (int) JsonPath.read(get("?hub=" + HUB), "$.open") == 0);
		String list = get("?state=closed&limit=1000&sort=" + sort);
		List<Number> values = JsonPath.read(list, "$.connections[*]." + field);
		assertThat(values).hasSizeGreaterThanOrEqualTo(CLIENTS)
			.extracting(Number::doubleValue)
			.isSortedAccordingTo(Comparator.reverseOrder());
		assertThat((int) JsonPath.read(list, "$.latency.count")).isGreaterThanOrEqualTo(CLIENTS);
		double median = JsonPath.read(list, "$.latency.p50Millis");
		double max = JsonPath.read(list, "$.latency.maxMillis");
		assertThat(median).isPositive().isLessThanOrEqualTo(max);
	}

	@Test
	void oneConnectionIsShownInFull() throws Exception {
		String one = get("/" + anyId());
		System.out.println(one);
		assertThat((String) JsonPath.read(one, "$.hub")).isEqualTo(HUB);
		assertThat((String) JsonPath.read(one, "$.peer")).isEqualTo("******");
		assertThat((double) JsonPath.read(one, "$.heartbeat.intervalMillis")).isEqualTo(100);
		assertThat((int) JsonPath.read(one, "$.heartbeat.sent")).isPositive();
		assertThat((int) JsonPath.read(one, "$.heartbeat.sequence")).isNotNegative();
		assertThat((String) JsonPath.read(one, "$.heartbeat.lastSentAt")).endsWith("Z");
		assertThat((String) JsonPath.read(one, "$.heartbeat.lastReceivedAt")).endsWith("Z");
		assertThat((double) JsonPath.read(one, "$.heartbeat.latency.minimumMillis")).isPositive();
	}

	@Test
	void aHeartbeatIsSuspendedAndResumed() throws Exception {
		String id = anyId();
		String suspended = ok("POST", "/" + id, "{\"heartbeat\": \"suspend\"}");
		assertThat((String) JsonPath.read(suspended, "$.heartbeat.state")).isEqualTo("suspended");
		assertThat((int) JsonPath.read(get(""), "$.suspended")).isEqualTo(1);
		int sent = JsonPath.read(get("/" + id), "$.heartbeat.sent");
		ok("POST", "/" + id, "{\"heartbeat\": \"resume\"}");
		Awaitility.await().until(() -> (int) JsonPath.read(get("/" + id), "$.heartbeat.sent") > sent);
	}

	@Test
	void oneOrAllAreDisconnectedAndListedWithTheReason() throws Exception {
		String id = anyId();
		assertThat(ok("DELETE", "/" + id + "?message=too%20old", "")).isEqualTo("{\"disconnected\":1}");
		Awaitility.await()
			.until(() -> "KICKED".equals(JsonPath.parse(get("/" + id)).read("$.end.reason", String.class)));
		assertThat((String) JsonPath.read(get("/" + id), "$.end.detail")).isEqualTo("too old");
		ok("DELETE", "?hub=" + HUB + "&message=maintenance", "");
		Awaitility.await()
			.until(() -> JsonPath
				.<List<?>>read(get("?state=closed&sort=age&limit=1000"),
						"$.connections[?(@.end.detail == 'maintenance')]")
				.size() >= CLIENTS - 1);
	}

	@ParameterizedTest
	@CsvSource({ "GET, ?sort=speed, ''", "GET, ?limit=1001, ''", "GET, ?limit=0, ''", "GET, ?offset=-1, ''",
			"GET, ?state=shut, ''", "GET, ?hub=INoHub, ''", "DELETE, ?hub=INoHub, ''", "DELETE, '', ''",
			"POST, ID, '{\"heartbeat\": \"stop\"}'", "POST, ID, {}" })
	void invalidParametersAreReported(String method, String path, String body) throws Exception {
		HttpResponse<String> response = this.actuator.send(method,
				"streaminghubs" + (path.equals("ID") ? "/" + anyId() : path), body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat((String) JsonPath.read(response.body(), "$.error")).isNotEmpty();
		assertThat((int) JsonPath.read(get("?hub=" + HUB), "$.open")).isEqualTo(CLIENTS);
	}

	@ParameterizedTest
	@CsvSource({ "GET, ''", "POST, '{\"heartbeat\": \"suspend\"}'", "DELETE, ''" })
	void anUnknownIdIsNotFound(String method, String body) throws Exception {
		for (String id : List.of(UUID.randomUUID().toString(), "1")) {
			assertThat(this.actuator.send(method, "streaminghubs/" + id, body).statusCode()).isEqualTo(404);
		}
	}

}
