package io.github.magiconion4j.interop.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.magiconion4j.interop.hubs.Colour;
import io.github.magiconion4j.interop.hubs.Payload;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;

/**
 * The payload that both sides send, with a value of every type.
 */
final class SamplePayload {

	private static final BodyCodec<Object> CODEC = new MessagePackHubSerializer().value(Payload.class,
			HubSerializer.Direction.WRITE);

	private SamplePayload() {
	}

	static Payload create() {
		Map<String, Integer> scores = new LinkedHashMap<>();
		scores.put("a", 1);
		scores.put("ㅎ", -2);
		Payload nested = new Payload(1, 0, 0, false, null, null, null, null, Colour.RED, new UUID(0, 0),
				Instant.ofEpochSecond(-1), 5, null);
		return new Payload(-7, Long.MIN_VALUE + 1, 1 / 3.0, true, "héllo 한글 🎮", new byte[] { 0, 1, -2, -1 },
				List.of(1, -1, 127, 128, 255, 256, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE), scores,
				Colour.BLUE, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
				Instant.ofEpochSecond(1795222923, 456_000_000), null, nested);
	}

	/** The serialized form of a payload, for comparison. */
	static String bytes(Payload payload) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CODEC.write(payload, bytes);
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

}
