package io.github.magiconion4j.protocol;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.protocol.ServerMessage.ClientHeartbeatResponse;
import io.github.magiconion4j.protocol.ServerMessage.ServerHeartbeat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * All recorded messages of genuine MagicOnion clients and servers.
 */
class RecordingsTest {

	private static final ObjectMapper JSON = new ObjectMapper();

	@TestFactory
	Stream<DynamicTest> everyMessageInBothDirections() throws IOException, URISyntaxException {
		List<Path> files = files();
		List<Object> seen = new ArrayList<>();
		Stream<DynamicTest> each = files.stream()
			.map((file) -> dynamicTest(name(file),
					() -> messages(file).forEach((recorded) -> seen.add(check(recorded)))));
		DynamicTest all = dynamicTest("all of them", () -> {
			assertThat(seen).hasSizeGreaterThan(2000).hasSize(linesWithADirection(files));
			Set<Class<?>> kinds = new HashSet<>(Arrays.asList(ClientMessage.class.getPermittedSubclasses()));
			kinds.addAll(Arrays.asList(ServerMessage.class.getPermittedSubclasses()));
			assertThat(seen).extracting(Object::getClass).containsAll(kinds);
		});
		return Stream.concat(each, Stream.of(all));
	}

	@Test
	void acksEchoTheirHeartbeats() throws IOException, URISyntaxException {
		List<HeartbeatAck> expected = new ArrayList<>();
		List<HeartbeatAck> acks = new ArrayList<>();
		for (Recorded recorded : messages(directory().resolve("heartbeat/server-heartbeat-1.jsonl"))) {
			Object message = recorded.direction().decode(recorded.hex());
			if (message instanceof ServerHeartbeat heartbeat) {
				assertThat(heartbeat.sequence()).isEqualTo((short) expected.size());
				assertThat(heartbeat.metadata()).isEqualTo(Direction.slice("a7 31 2e 32 2e 33 2e 34"));
				expected.add(new HeartbeatAck(heartbeat.sequence(), heartbeat.serverSentAt()));
			}
			else if (message instanceof HeartbeatAck ack) {
				acks.add(ack);
			}
		}
		assertThat(acks).isNotEmpty().isEqualTo(expected);
	}

	private static Object check(Recorded recorded) {
		Object message = recorded.direction().decode(recorded.hex());
		byte[] expected = Direction.bytes(recorded.hex());
		if (message instanceof ClientHeartbeatResponse) {
			// C# appends the heartbeat's last element, one nil
			assertThat(recorded.hex()).startsWith("957e").endsWith("c0c0c0");
			expected = Arrays.copyOf(expected, expected.length - 1);
		}
		assertThat(recorded.direction().encode(message)).as(recorded.hex()).isEqualTo(expected);
		return message;
	}

	private static List<Recorded> messages(Path file) throws IOException {
		List<Recorded> messages = new ArrayList<>();
		for (String line : Files.readAllLines(file)) {
			JsonNode json = JSON.readTree(line);
			if (json.has("hex")) {
				Direction direction = Direction.valueOf(json.get("dir").asText().toUpperCase(Locale.ROOT));
				messages.add(new Recorded(direction, json.get("hex").asText()));
			}
		}
		return messages;
	}

	private static int linesWithADirection(List<Path> files) throws IOException {
		int count = 0;
		for (Path file : files) {
			count += Math
				.toIntExact(Files.readAllLines(file).stream().filter((line) -> line.contains("\"dir\"")).count());
		}
		return count;
	}

	private static List<Path> files() throws IOException, URISyntaxException {
		// The messages between servers are in a separate folder: GroupRecordingsTest.
		Path ofServers = directory().resolve("backplane");
		try (Stream<Path> files = Files.walk(directory())) {
			return files
				.filter((file) -> !file.endsWith("values.jsonl") && file.toString().endsWith(".jsonl")
						&& !file.startsWith(ofServers))
				.sorted()
				.toList();
		}
	}

	private static Path directory() throws URISyntaxException {
		return Path.of(Objects.requireNonNull(RecordingsTest.class.getResource("/recordings")).toURI());
	}

	private static String name(Path file) {
		return file.getParent().getFileName() + "/" + file.getFileName();
	}

	private record Recorded(Direction direction, String hex) {

	}

}
