package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies of clients that use MemoryPack, which has no types on the wire: a number is its
 * bytes, the lowest first.
 */
class MemoryPackTest {

	@ParameterizedTest
	@CsvSource({ "java.lang.String, fa ff ff ff 05 00 00 00 68 65 6c 6c 6f", // "hello"
			"java.lang.String, 00 00 00 00", "java.lang.String, ff ff ff ff", // "" and
																				// null
			"int, 2c 01 00 00", "long, ff ff ff ff ff ff ff ff", "double, 00 00 00 00 00 00 f8 3f", "void, 00",
			"int[], 02 00 00 00 01 00 00 00 02 00 00 00" })
	void theErrorNamesIt(Class<?> type, String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Bodies.read(type, body))
			.withMessageContaining("MemoryPack");
	}

	@Test
	void theErrorNamesItForATextOfAnyLength() {
		for (int length = 0; length < 600; length++) {
			ByteBuffer body = ByteBuffer.allocate(8 + length)
				.order(ByteOrder.LITTLE_ENDIAN)
				.putInt(~length)
				.putInt(length);
			body.put("x".repeat(length).getBytes(StandardCharsets.UTF_8));
			for (Class<?> type : List.of(String.class, int.class, int[].class)) {
				assertThatExceptionOfType(UnreadableBodyException.class).as("%s", length)
					.isThrownBy(() -> Bodies.SERIALIZER.value(type).read(body.array(), 0, body.capacity()))
					.withMessageContaining("MemoryPack");
			}
		}
	}

	@Test
	void theErrorNamesItForArguments() {
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> Bodies.read(Bodies.SERIALIZER.arguments(List.of(int.class, int.class)),
					"02 01 00 00 00 02 00 00 00"))
			.withMessageContaining("MemoryPack");
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> Bodies.read(Bodies.SERIALIZER.arguments(List.of()), "00"))
			.withMessageContaining("MemoryPack");
	}

	@Test
	void noNumberOfFourOrEightBytesIsTakenForAnotherOne() {
		Random random = new Random(1);
		for (int first = 0; first < 256; first++) {
			for (int i = 0; i < 10; i++) {
				int number = ((i == 0) ? 0 : random.nextInt() << 8) | first;
				byte[] four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
				byte[] eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
				for (Class<?> type : List.of(int.class, long.class, short.class, float.class, double.class)) {
					assertUnreadable(type, four);
					assertUnreadable(type, eight);
				}
			}
		}
	}

	@Test
	void someNumbersOfTwoBytesAre() throws IOException {
		// 1484 in MemoryPack is 5 in MessagePack
		assertThat(Bodies.read(short.class, "cc 05")).isEqualTo((short) 5);
	}

	@Test
	void whatIsOneValueOfAnotherTypeIsMessagePack() {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Bodies.read(String.class, "05"))
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("MemoryPack"));
	}

	private static void assertUnreadable(Class<?> type, byte[] body) {
		BodyCodec<Object> codec = Bodies.SERIALIZER.value(type);
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> codec.read(body, 0, body.length));
	}

}
