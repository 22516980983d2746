package io.github.magiconion4j.interop.server;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.magiconion4j.autoconfigure.metrics.StreamingHubMeter;
import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.interop.testing.Peer;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each meter, in Actuator and in Prometheus, after a client of the peer has used all
 * features, and while it is connected.
 */
class MetersIT {

	private static final int PARSE_ERROR = 1;

	private static ChildProcess load;

	@Order(1)
	@RegisterExtension
	static final Peer peer = new Peer();

	@Order(2)
	@RegisterExtension
	static final ServerProcess server = ServerProcess.forScenarios();

	private final Actuator actuator = new Actuator(server);

	@BeforeEach
	void connect() throws Exception {
		if (load == null) {
			peer.run("client", "--address", server.address(), "--only", "error-internal");
			load = peer.start("load", "--address", server.address(), "--connections", "3", "--seconds", "600");
		}
		Awaitility.await()
			.atMost(Peer.PATIENCE)
			.until(() -> this.actuator.tagValues("heartbeat.latency", "connection").size() == 3);
	}

	@AfterAll
	static void disconnect() {
		if (load != null) {
			load.close();
		}
	}

	/** Meters of groups exist only with a backplane. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "GROUPS_.*")
	void actuatorShowsTheMeter(StreamingHubMeter meter) throws Exception {
		HttpResponse<String> response = this.actuator.send("GET", "metrics/" + meter.getName(), "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat((String) JsonPath.read(response.body(), "$.description")).isEqualTo(meter.meaning());
		assertThat(JsonPath.<List<String>>read(response.body(), "$.availableTags[*].tag"))
			.containsExactlyInAnyOrderElementsOf(Stream.of(meter.getKeyNames()).map(KeyName::asString).toList());
		assertThat(JsonPath.parse(response.body()).<List<String>>read("$[?(@.baseUnit)].baseUnit"))
			.isEqualTo((meter.getBaseUnit() != null) ? List.of(meter.getBaseUnit()) : List.of());
		assertThat(JsonPath.<List<String>>read(response.body(), "$.measurements[*].statistic"))
			.isEqualTo(statistics(meter.getType()));
	}

	private static List<String> statistics(Meter.Type type) {
		return switch (type) {
			case COUNTER -> List.of("COUNT");
			case GAUGE -> List.of("VALUE");
			case TIMER -> List.of("COUNT", "TOTAL_TIME", "MAX");
			default -> throw new AssertionError(type);
		};
	}

	@Test
	void eventsAreCounted() throws Exception {
		assertThat(this.actuator.value("connections", "rpc.service:IBenchHub")).isEqualTo(3);
		assertThat(this.actuator.count("method_completed", "magiconion.streaminghub.is_error:true")).isPositive();
		assertThat(this.actuator.count("exceptions", "rpc.service:IInteropHub")).isPositive();
		assertThat(this.actuator.count("connection.duration", "reason:client_closed")).isPositive();
		assertThat(this.actuator.count("heartbeat.rtt", "rpc.service:IBenchHub")).isPositive();
		assertThat(this.actuator.count("heartbeat.acked", "outcome:measured")).isPositive();
	}

	@Test
	void prometheusAcceptsThem() throws Exception {
		String scrape = this.actuator.send("GET", "prometheus", "").body();
		assertThat(scrape.lines().filter((line) -> line.startsWith("magiconion_server_streaminghub_"))).isNotEmpty();
		Program check = Program.runWith(scrape, "promtool", "check", "metrics");
		assertThat(check.exitCode()).as(check.output()).isNotEqualTo(PARSE_ERROR);
		// promtool also reports unusual names of other libraries.
		assertThat(check.output().lines().filter((line) -> line.startsWith("magiconion_"))).isEmpty();
	}

	@Test
	void alertsFire() throws Exception {
		Program test = Program.run("promtool", "test", "rules",
				Path.of("src", "test", "resources", "alerts-test.yml").toString());
		assertThat(test.exitCode()).as(test.output()).isZero();
	}

}
