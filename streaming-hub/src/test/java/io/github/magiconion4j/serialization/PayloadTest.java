package io.github.magiconion4j.serialization;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.Contracts.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recorded object of genuine peers, with a value of every type.
 */
class PayloadTest {

	private static final Payload NESTED = new Payload(1, 0, 0, false, null, null, null, null, Colour.RED,
			new UUID(0, 0), Instant.parse("1969-12-31T23:59:59Z"), 5, null);

	private static Payload sample(byte[] bytes) {
		Map<String, Integer> scores = new LinkedHashMap<>();
		scores.put("a", 1);
		scores.put("ㅎ", -2);
		return new Payload(-7, Long.MIN_VALUE + 1, 1.0 / 3, true, "héllo 한글 \ud83c\udfae", bytes,
				List.of(1, -1, 127, 128, 255, 256, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE), scores,
				Colour.BLUE, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
				Instant.ofEpochSecond(1795222923, 456_000_000), null, NESTED);
	}

	@ParameterizedTest
	@CsvSource({ "echo-payload-1, 9301ce33b444c6", "broadcast-payload-1, 9301d2ad063f14",
			"broadcast-payload-1, " + "92d2fb1ab3de" })
	void byteForByte(String recording, String envelope) throws IOException {
		BodyCodec<Object[]> codec = Bodies.SERIALIZER.arguments(List.of(Payload.class));
		byte[] message = message(recording, envelope);
		int offset = envelope.length() / 2;
		Payload read = (Payload) codec.read(message, offset, message.length - offset)[0];
		assertThat(read.bytes()).containsExactly(0, 1, 254, 255);
		assertThat(read).usingRecursiveComparison().isEqualTo(sample(read.bytes()));
		assertThat(envelope + Bodies.written(codec, new Object[] { sample(read.bytes()) }).replace(" ", ""))
			.isEqualTo(HexFormat.of().formatHex(message));
	}

	private static byte[] message(String recording, String start) throws IOException {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(
				Objects
					.requireNonNull(PayloadTest.class.getResourceAsStream("/recordings/hub/" + recording + ".jsonl")),
				StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				JsonNode hex = new ObjectMapper().readTree(line).path("hex");
				if (hex.asText().startsWith(start)) {
					return Bodies.bytes(hex.asText());
				}
			}
			throw new AssertionError("No message of " + recording + " begins with " + start);
		}
	}

}
