package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which connections are listed, in which order, and the statistics of all of them.
 */
class ConnectionListTest {

	private static final Set<String> HUBS = Set.of("IChatHub", "IGameHub");

	private static ConnectionQuery query(String sort, String limit, String offset) {
		return ConnectionQuery.parse(HUBS, null, null, sort, limit, offset);
	}

	/** Identified by its age. */
	private static WatchedConnection connection(long latency, long idle, long age, int missed) {
		ConnectionDescriptor details = new ConnectionDescriptor(new UUID(0, age), "IChatHub", null, null, age, 0,
				new HeartbeatDescriptor("on", 0, 0, 0, null, missed, null, null, null), null, null);
		return new WatchedConnection(details.id(), "IChatHub", true, false, latency, idle, age, missed, () -> details);
	}

	private static List<Double> ages(ConnectionList list) {
		return list.connections().stream().map(ConnectionDescriptor::ageMillis).toList();
	}

	@ParameterizedTest
	@CsvSource({ "latency, 1 3 2", "idle, 2 1 3", "age, 3 2 1", "missed, 2 3 1" })
	void theHighestComesFirst(String sort, String order) {
		List<WatchedConnection> all = List.of(connection(9_000_000, 20, 1, 0), connection(-1, 30, 2, 7),
				connection(5_000_000, 10, 3, 1));
		ConnectionList list = ConnectionList.of(all.stream(), query(sort, null, null), List.of());
		assertThat(list.connections().stream().map((each) -> String.valueOf((int) each.ageMillis())))
			.containsExactly(order.split(" "));
	}

	@Test
	void pagesTogetherAreTheWholeInOrder() {
		List<WatchedConnection> all = new ArrayList<>(
				IntStream.range(0, 2500).mapToObj((age) -> connection(age / 10, 0, age, 0)).toList());
		Collections.shuffle(all, new Random(1));
		List<Double> pages = new ArrayList<>();
		for (int offset = 0; offset < 3000; offset += 100) {
			ConnectionList page = ConnectionList.of(all.stream(), query("latency", "100", String.valueOf(offset)),
					List.of());
			assertThat(page.total()).isEqualTo(2500);
			pages.addAll(ages(page));
		}
		assertThat(pages).isEqualTo(LongStream.range(0, 2500).mapToObj((index) -> (double) (2499 - index)).toList());
	}

	/** Most connections have missed no heartbeat. */
	@Test
	void pagesAcrossFewAndManyEqualKeysAreTheWholeInOrder() {
		List<WatchedConnection> all = new ArrayList<>(
				IntStream.range(0, 1000).mapToObj((age) -> connection(0, 0, age, Math.max(0, age - 990))).toList());
		Collections.shuffle(all, new Random(1));
		for (int limit : new int[] { 1, 7, 1000 }) {
			List<Double> pages = new ArrayList<>();
			for (int offset = 0; offset < 1000; offset += limit) {
				pages.addAll(ages(ConnectionList.of(all.stream(),
						query("missed", String.valueOf(limit), String.valueOf(offset)), List.of())));
			}
			assertThat(pages).isEqualTo(LongStream.range(0, 1000).mapToObj((index) -> (double) (999 - index)).toList());
		}
	}

	@Test
	void percentilesIncludeAllConnectionsWithALatency() {
		List<WatchedConnection> all = new ArrayList<>(
				IntStream.rangeClosed(1, 200).mapToObj((i) -> connection(i * 1_000_000L, 0, i, 0)).toList());
		all.add(connection(-1, 0, 201, 0));
		assertThat(ConnectionList.of(all.stream(), query(null, "1", null), List.of()).latency())
			.isEqualTo(new ConnectionList.Percentiles(200, 100, 190, 198, 200));
		assertThat(ConnectionList.of(all.stream().skip(200), query(null, null, null), List.of()).latency()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "INoHub||||     | hub is INoHub, but the hubs are: IChatHub, IGameHub",
					"|shut|||         | state is shut, but it must be one of: open, closed, all",
					"||speed||        | sort is speed, but it must be one of: latency, idle, age, missed",
					"|||0|            | limit is 0, but it must be a number from 1 to 1000",
					"|||1001|         | limit is 1001, but it must be a number from 1 to 1000",
					"|||many|         | limit is many, but it must be a number from 1 to 1000",
					"||||-1           | offset is -1, but it must be a number from 0 to 2147482647" })
	void anInvalidParameterIsReportedWithItsRange(String hub, String state, String sort, String limit, String offset,
			String text) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> ConnectionQuery.parse(HUBS, hub, state, sort, limit, offset))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(text));
	}

}
