package io.github.magiconion4j.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All series and labels that the dashboard and the alerts query exist in a scrape of the
 * sample.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "grpc.server.port=0", "magiconion.streaming-hub.heartbeat.interval=100ms",
				"management.prometheus.metrics.export.enabled=true" }) // off in tests
@AutoConfigureRestTestClient
@Import(GrpcPort.class)
class DashboardScrapeTest {

	@Autowired
	private GrpcPort grpcPort;

	@Autowired
	private RestTestClient http;

	private ManagedChannel channel;

	@BeforeEach
	void connect() {
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", this.grpcPort.get()).usePlaintext().build();
		TestHubClient.connectAcknowledging(this.channel, "IChatHub");
	}

	@AfterEach
	void close() {
		this.channel.shutdownNow();
	}

	/** As if there were other servers. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Fleet {

		@Bean
		GroupBackplane backplane() {
			return new InMemoryBackplane().connect();
		}

	}

	@Test
	void everySeriesOfTheDashboardIsScraped() {
		areScraped(new Dashboard().expressions());
	}

	@Test
	void everySeriesOfTheAlertsIsScraped() throws IOException {
		List<String> expressions = new ArrayList<>();
		collect(new Yaml().load(Files.readString(Path.of("..", "docs", "alerts.yml"))), expressions);
		areScraped(expressions.stream());
	}

	/** All values of the key {@code expr}, at any depth. */
	private static void collect(Object yaml, List<String> expressions) {
		if (yaml instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (key.equals("expr")) {
					expressions.add((String) value);
				}
				collect(value, expressions);
			});
		}
		if (yaml instanceof List<?> list) {
			list.forEach((each) -> collect(each, expressions));
		}
	}

	private void areScraped(Stream<String> expressions) {
		List<Dashboard.Series> series = expressions.flatMap(Dashboard.Series::of).toList();
		assertThat(series).isNotEmpty();
		await().untilAsserted(() -> {
			List<String> scrape = scrape();
			assertThat(series).allSatisfy((each) -> assertThat(scrape).anyMatch(each::isIn));
		});
	}

	private List<String> scrape() {
		return String
			.valueOf(this.http.get()
				.uri("/actuator/prometheus")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody())
			.lines()
			.toList();
	}

}
