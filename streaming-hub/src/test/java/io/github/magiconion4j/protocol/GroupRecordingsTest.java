package io.github.magiconion4j.protocol;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All recorded group messages between genuine servers.
 */
class GroupRecordingsTest {

	private static final ObjectMapper JSON = new ObjectMapper();

	private UUID a = new UUID(0, 0);

	private UUID b = new UUID(0, 0);

	private final List<Line> lines = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "redis", "redis-prefix", "nats" })
	void everyMessageInBothDirections(String file) throws Exception {
		read(file);
		assertThat(this.lines).hasSize(18);
		for (Line line : this.lines) {
			GroupMessage message = line.decode();
			assertThat(message).as(line.step).isNotNull();
			assertThat(Objects.requireNonNull(message).encode()).as(line.step).isEqualTo(line.bytes());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis", "redis-prefix", "nats" })
	void theirMeaning(String file) throws Exception {
		read(file);
		assertThat(call("all OnTick()")).isEqualTo(call(List.of(), null, "92d2a0b5f20dc0"));
		assertThat(call("all OnText(room, hello)"))
			.isEqualTo(call(List.of(), null, "92ce458f77a792a4726f6f6da568656c6c6f"));
		assertThat(call("except a").excludes()).containsExactly(this.a);
		assertThat(call("except nobody").excludes()).isEmpty();
		assertThat(call("except a and b").excludes()).containsExactly(this.a, this.b);
		assertThat(call("only a and b").targets()).containsExactly(this.a, this.b);
		assertThat(call("only nobody").targets()).isNotNull().isEmpty();
		assertThat(call("single b, from a").targets()).containsExactly(this.b);
		assertThat(call("text keys, except reader-0").excludes()).containsExactly("reader-0");
		assertThat(find("remove b, asked of a's server").decode()).isEqualTo(new GroupMessage.Removal(this.b));
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis", "redis-prefix", "nats" })
	void theirChannels(String file) throws Exception {
		read(file);
		String room = GroupNames.ofHub("IFleetHub", GroupNames.CONNECT_METHOD, "room");
		assertThat(find("all OnTick()").channel).isEqualTo(channel(file, room));
		assertThat(find("text keys, except reader-0").channel).isEqualTo(channel(file, "news"));
	}

	private static String channel(String file, String group) {
		return switch (file) {
			case "nats" -> GroupNames.natsSubject(group);
			case "redis-prefix" -> GroupNames.redisChannel("game:", group);
			default -> GroupNames.redisChannel("", group);
		};
	}

	private static GroupMessage.Call call(List<Object> excludes, @Nullable List<Object> targets, String message) {
		return new GroupMessage.Call(excludes, targets, Slice.of(HexFormat.of().parseHex(message)));
	}

	private GroupMessage.Call call(String step) {
		return (GroupMessage.Call) Objects.requireNonNull(find(step).decode());
	}

	private Line find(String step) {
		return this.lines.stream().filter((line) -> line.step.equals(step)).findFirst().orElseThrow();
	}

	private void read(String file) throws IOException, URISyntaxException {
		Path path = Path
			.of(Objects.requireNonNull(getClass().getResource("/recordings/backplane/" + file + ".jsonl")).toURI());
		for (String line : Files.readAllLines(path)) {
			JsonNode json = JSON.readTree(line);
			if (json.has("members")) {
				this.a = UUID.fromString(json.get("members").get(0).asText());
				this.b = UUID.fromString(json.get("members").get(1).asText());
			}
			else if (json.has("hex")) {
				this.lines
					.add(new Line(json.get("step").asText(), json.get("channel").asText(), json.get("hex").asText()));
			}
		}
	}

	private record Line(String step, String channel, String hex) {

		byte[] bytes() {
			return HexFormat.of().parseHex(this.hex);
		}

		@Nullable GroupMessage decode() {
			return GroupMessage.decode(bytes());
		}

	}

}
