package io.github.magiconion4j.interop.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;

/**
 * The payload that both sides send: something of every type, by position.
 */
final class SamplePayload {

	private static final BodyCodec<Object> CODEC = new MessagePackHubSerializer().value(Object.class);

	private static final byte TIMESTAMP = -1;

	private SamplePayload() {
	}

	static List<@Nullable Object> create() {
		Map<String, Integer> scores = new LinkedHashMap<>();
		scores.put("a", 1);
		scores.put("ㅎ", -2);
		List<@Nullable Object> nested = Arrays.asList(1, 0L, 0.0, false, null, null, null, null, 0,
				"00000000-0000-0000-0000-000000000000", timestamp("00000000ffffffffffffffff"), 5, null);
		return Arrays.asList(-7, Long.MIN_VALUE + 1, 1 / 3.0, true, "héllo 한글 🎮", new byte[] { 0, 1, -2, -1 },
				List.of(1, -1, 127, 128, 255, 256, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE), scores, 200,
				"01234567-89ab-cdef-0123-456789abcdef", timestamp("6cb808006b00ed8b"), null, nested);
	}

	private static MessagePackExtensionType timestamp(String hex) {
		return new MessagePackExtensionType(TIMESTAMP, HexFormat.of().parseHex(hex));
	}

	/** A payload as it is on the wire, to compare it with another. */
	static String bytes(@Nullable Object payload) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CODEC.write(payload, bytes);
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

}
