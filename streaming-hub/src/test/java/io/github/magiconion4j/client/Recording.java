package io.github.magiconion4j.client;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A recorded conversation of a genuine client and server.
 *
 * @param name its folder and file
 * @param scenario the scenario of the client
 * @param connection which of the client's connections it was
 * @param messages the messages of both, in order
 */
record Recording(String name, String scenario, int connection, List<Line> messages) {

	private static final ObjectMapper JSON = new ObjectMapper();

	static List<Recording> all() throws IOException, URISyntaxException {
		Path directory = Path.of(Objects.requireNonNull(Recording.class.getResource("/recordings")).toURI());
		List<Path> files;
		try (Stream<Path> found = Files.walk(directory, 2)) {
			files = found.filter((file) -> file.getParent().getFileName().toString().matches("hub|heartbeat"))
				.filter((file) -> file.toString().endsWith(".jsonl"))
				.sorted()
				.toList();
		}
		List<Recording> recordings = new ArrayList<>();
		for (Path file : files) {
			recordings.add(read(file));
		}
		return recordings;
	}

	private static Recording read(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		JsonNode head = JSON.readTree(lines.get(0));
		List<Line> messages = new ArrayList<>();
		for (String line : lines) {
			JsonNode json = JSON.readTree(line);
			if (json.has("hex")) {
				messages.add(new Line(json.get("dir").asText().equals("c2s"), json.get("hex").asText()));
			}
		}
		String name = file.getParent().getFileName() + "/" + file.getFileName().toString().replace(".jsonl", "");
		return new Recording(name, head.get("scenario").asText(), head.get("connection").asInt(), messages);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A message.
	 *
	 * @param ofClient whether the client sent it
	 * @param hex its bytes
	 */
	record Line(boolean ofClient, String hex) {

	}

}
