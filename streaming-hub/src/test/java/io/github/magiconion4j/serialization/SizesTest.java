package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.type.TypeReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lengths have the shortest form, as in another implementation of MessagePack.
 */
class SizesTest {

	private static final Type MAP_OF_INTS = new TypeReference<Map<Integer, Integer>>() {
	}.getType();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 15, 16, 31, 32, 127, 128, 255, 256, 65_535, 65_536, 200_000 })
	void ofTextBytesArraysAndMaps(int size) throws IOException {
		String text = "x".repeat(size);
		byte[] bytes = new byte[size];
		int[] ints = IntStream.range(0, size).toArray();
		Map<Integer, Integer> map = new LinkedHashMap<>();
		for (int i : ints) {
			map.put(i, i);
		}
		BodyCodec<Object[]> codec = Bodies.SERIALIZER
			.arguments(List.of(String.class, byte[].class, int[].class, MAP_OF_INTS));
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		codec.write(new Object[] { text, bytes, ints, map }, target);
		byte[] body = target.toByteArray();
		assertThat(body).isEqualTo(packed(text, bytes, ints));
		assertThat(codec.read(body, 0, body.length)).containsExactly(text, bytes, ints, map);
	}

	private static byte[] packed(String text, byte[] bytes, int[] ints) throws IOException {
		try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
			packer.packArrayHeader(4).packString(text).packBinaryHeader(bytes.length).writePayload(bytes);
			packer.packArrayHeader(ints.length);
			for (int i : ints) {
				packer.packInt(i);
			}
			packer.packMapHeader(ints.length);
			for (int i : ints) {
				packer.packInt(i).packInt(i);
			}
			return packer.toByteArray();
		}
	}

}
