package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.protocol.MessageBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.bytes;
import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Single values: results, and single arguments.
 */
class ValuesTest {

	@Test
	void nothingIsNil() throws IOException {
		assertThat(written(void.class, null)).isEqualTo("c0");
		assertThat(read(void.class, "c0")).isNull();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(void.class, "00"))
			.withMessageContaining("0x0");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(void.class, ""));
	}

	@ParameterizedTest
	@CsvSource({ "05", "cc 05", "cd 00 05", "ce 00 00 00 05", "cf 00 00 00 00 00 00 00 05", "d0 05", "d1 00 05",
			"d2 00 00 00 05", "d3 00 00 00 00 00 00 00 05" })
	void integerOfAnyForm(String body) throws IOException {
		assertThat(read(byte.class, body)).isEqualTo((byte) 5);
		assertThat(read(short.class, body)).isEqualTo((short) 5);
		assertThat(read(int.class, body)).isEqualTo(5);
		assertThat(read(Integer.class, body)).isEqualTo(5);
		assertThat(read(long.class, body)).isEqualTo(5L);
		assertThat(read(float.class, body)).isEqualTo(5f);
		assertThat(read(double.class, body)).isEqualTo(5.0);
	}

	@Test
	void doubleAlsoFromAFloat() throws IOException {
		assertThat(read(double.class, "ca 3f c0 00 00")).isEqualTo(1.5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ca 3f 80 00 00", "cb 3f f0 00 00 00 00 00 00", "a1 35", "a0", "c0", "c2", "c3", "90",
			"91 05", "80", "c4 01 05", "", "cd", "cd 01", "c1" })
	void invalidIntegers(String body) {
		assertUnreadable(byte.class, body);
		assertUnreadable(short.class, body);
		assertUnreadable(int.class, body);
		assertUnreadable(long.class, body);
		assertUnreadable(int[].class, "91" + body);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "byte, cd 01 00", "byte, d1 ff 7f", "byte, cf 00 00 00 01 00 00 00 05", "short, cd 80 00",
			"short, d2 ff ff 7f ff", "short, cf 00 00 00 01 00 00 00 05", "int, ce 80 00 00 00",
			"int, d3 ff ff ff ff 7f ff ff ff", "int, cf 00 00 00 01 00 00 00 05", "int, cf ff ff ff ff ff ff ff ff",
			"java.lang.Integer, ce 80 00 00 00", "long, cf 80 00 00 00 00 00 00 00", "int[], 92 01 ce 80 00 00 00" })
	void integerOutOfRange(Class<?> type, String body) {
		assertUnreadable(type, body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "01", "a4 74 72 75 65", "c0" })
	void invalidBooleans(String body) {
		assertUnreadable(boolean.class, body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a3 31 2e 35", "c0", "c3", "91 01" })
	void invalidDoubles(String body) {
		assertUnreadable(double.class, body);
		assertUnreadable(float.class, body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "05", "c3", "ca 3f 80 00 00", "c4 01 61", "91 a1 61", "80", "a2 61" })
	void invalidStrings(String body) {
		assertUnreadable(String.class, body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "05", "a3 61 62 63", "a0", "c4 10 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f" })
	void invalidGuids(String body) {
		assertUnreadable(UUID.class, body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "05", "a1 31", "92 01 a1 32", "92 01 ca 3f 80 00 00", "92 01 c0", "92 01" })
	void invalidIntArrays(String body) {
		assertUnreadable(int[].class, body);
	}

	@Test
	void guidInUpperCase() throws IOException {
		UUID id = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
		String upper = "d9 24 30 31 32 33 34 35 36 37 2d 38 39 41 42 2d 43 44 45 46 2d 30 31 32 33 2d "
				+ "34 35 36 37 38 39 41 42 43 44 45 46";
		assertThat(read(UUID.class, upper)).isEqualTo(id);
	}

	@Test
	void badUtf8BecomesReplacementCharacters() throws IOException {
		assertThat(read(String.class, "a3 61 ff 62")).isEqualTo("a\ufffdb");
	}

	@ParameterizedTest
	@ValueSource(strings = { "05 05", "05 c3 a1", "05 c1", "05 ff ff ff ff" })
	void bytesBehindTheValue(String body) throws IOException {
		assertThat(read(int.class, body)).isEqualTo(5);
		assertThat(read(void.class, "c0" + body)).isNull();
	}

	@Test
	void bodyInTheMiddleOfAMessage() throws IOException {
		byte[] message = bytes("93 01 02 92 a1 61 cd 30 39 ff");
		Object[] arguments = Bodies.SERIALIZER.arguments(List.of(String.class, int.class)).read(message, 3, 6);
		assertThat(arguments).containsExactly("a", 12345);
		assertThat(Bodies.SERIALIZER.value(String.class).read(message, 4, 2)).isEqualTo("a");
		assertThat(Bodies.SERIALIZER.value(int.class).read(message, 6, 3)).isEqualTo(12345);
		assertThat(Bodies.SERIALIZER.value(int.class).read(message, 9, 1)).isEqualTo(-1);
		assertThat(Bodies.SERIALIZER.value(void.class).read(bytes("93 c0 02"), 1, 1)).isNull();
		assertThat(Bodies.SERIALIZER.arguments(List.of()).read(bytes("93 c0 02"), 1, 1)).isEmpty();
	}

	@Test
	void bodyEndsWhereItEnds() {
		byte[] message = bytes("93 01 02 92 a1 61 cd 30 39 c0");
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> Bodies.SERIALIZER.arguments(List.of(String.class, int.class)).read(message, 3, 5));
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> Bodies.SERIALIZER.value(int.class).read(message, 6, 2));
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> Bodies.SERIALIZER.value(int.class).read(message, 6, 0));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Bodies.SERIALIZER.value(void.class).read(message, 9, 0));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Bodies.SERIALIZER.arguments(List.of()).read(message, 9, 0));
	}

	@Test
	void buffersWithoutAnArray() throws IOException {
		ByteBuffer direct = ByteBuffer.allocateDirect(4).put(new byte[] { 1, 2, 3, 4 }).flip().position(1).limit(3);
		ByteBuffer readOnly = ByteBuffer.wrap(new byte[] { 2, 3 }).asReadOnlyBuffer();
		for (ByteBuffer buffer : List.of(direct, readOnly)) {
			assertThat(written(ByteBuffer.class, buffer)).isEqualTo("c4 02 02 03");
			assertThat(buffer.remaining()).isEqualTo(2);
		}
		assertThat(written(ByteBuffer.class, ByteBuffer.allocateDirect(0))).isEqualTo("c4 00");
		assertThat(written(new TypeReference<Map<String, ByteBuffer>>() {
		}.getType(), Map.of("a", readOnly))).isEqualTo("81 a1 61 c4 02 02 03");
	}

	@Test
	void bodyFollowsAnEnvelope() throws IOException {
		MessageBuffer response = MessageBuffer.response(1, 2);
		Bodies.SERIALIZER.value(int.class).write(12345, response);
		assertThat(response.toBytes()).isEqualTo(bytes("93 01 02 cd 30 39"));
		MessageBuffer broadcast = MessageBuffer.broadcast(2);
		Bodies.SERIALIZER.arguments(List.of(String.class, int.class)).write(new Object[] { "a", 5 }, broadcast);
		assertThat(broadcast.toBytes()).isEqualTo(bytes("92 02 92 a1 61 05"));
	}

	@Test
	void theBodyAfterAnUnreadableOneIsRead() throws IOException {
		BodyCodec<Object> codec = Bodies.SERIALIZER.value(int[].class);
		for (String bad : List.of("93 01 02", "93 01 c3 02", "c1", "92 01 a1 61", "")) {
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> read(codec, bad));
			assertThat(read(codec, "92 07 08")).isEqualTo(new int[] { 7, 8 });
		}
	}

	@Test
	void theValueAfterAnUnwritableOneIsWritten() throws IOException {
		BodyCodec<Object[]> codec = Bodies.SERIALIZER.arguments(List.of(String.class, UUID.class));
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> written(codec, new Object[] { "a", "no UUID" }));
		assertThat(written(codec, new Object[] { "b", null })).isEqualTo("92 a1 62 c0");
	}

	@Test
	void manyThreadsAtOnce() {
		BodyCodec<Object> codec = Bodies.SERIALIZER.value(String.class);
		assertThat(IntStream.range(0, 10_000).parallel().mapToObj(String::valueOf).allMatch((text) -> {
			try {
				return text.equals(read(codec, written(codec, text)));
			}
			catch (IOException ex) {
				return false;
			}
		})).isTrue();
	}

	private static void assertUnreadable(Type type, String body) {
		assertThatExceptionOfType(Exception.class).as("%s as %s", body, type).isThrownBy(() -> read(type, body));
	}

}
