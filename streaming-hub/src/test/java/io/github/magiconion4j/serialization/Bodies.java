package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.core.type.TypeReference;
import org.jspecify.annotations.Nullable;

/**
 * Bodies as hexadecimal text.
 */
final class Bodies {

	static final HubSerializer SERIALIZER = new MessagePackHubSerializer();

	static final Type LIST_OF_INT = new TypeReference<List<Integer>>() {
	}.getType();

	private Bodies() {
	}

	static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	static String written(Type type, @Nullable Object value) throws IOException {
		return written(SERIALIZER.value(type), value);
	}

	static <T> String written(BodyCodec<T> codec, @Nullable T value) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		codec.write(value, target);
		return HexFormat.ofDelimiter(" ").formatHex(target.toByteArray());
	}

	static @Nullable Object read(Type type, String hex) throws IOException {
		return read(SERIALIZER.value(type), hex);
	}

	static <T> @Nullable T read(BodyCodec<T> codec, String hex) throws IOException {
		byte[] body = bytes(hex);
		return codec.read(body, 0, body.length);
	}

}
