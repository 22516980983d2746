package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The bodies of calls: the arguments.
 */
class ArgumentsTest {

	private final BodyCodec<Object[]> none = arguments();

	private final BodyCodec<Object[]> one = arguments(String.class);

	private final BodyCodec<Object[]> two = arguments(String.class, int.class);

	@Test
	void noneAreNil() throws IOException {
		assertThat(written(this.none, new Object[0])).isEqualTo("c0");
		assertThat(written(this.none, null)).isEqualTo("c0");
		assertThat(read(this.none, "c0")).isEmpty();
		assertThat(read(this.none, "c0 01")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "90", "91 c0", "00", "80", "a0", "c2" })
	void noArgumentsMustBeNil(String body) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(this.none, body));
	}

	@Test
	void oneIsItself() throws IOException {
		assertThat(written(this.one, new Object[] { "room" })).isEqualTo("a4 72 6f 6f 6d");
		assertThat(read(this.one, "a4 72 6f 6f 6d")).containsExactly("room");
		assertThat(written(this.one, new Object[] { null })).isEqualTo("c0");
		assertThat(read(this.one, "c0")).containsExactly((Object) null);
	}

	@Test
	void oneArrayIsItself() throws IOException {
		BodyCodec<Object[]> array = arguments(int[].class);
		assertThat(written(array, new Object[] { new int[] { 1, 2 } })).isEqualTo("92 01 02");
		assertThat(read(array, "92 01 02")).containsExactly(new int[] { 1, 2 });
		assertThat(read(array, "90")).containsExactly(new int[0]);
	}

	@Test
	void severalAreAnArray() throws IOException {
		BodyCodec<Object[]> join = arguments(String.class, String.class);
		String body = "92 a4 72 6f 6f 6d a5 61 6c 69 63 65";
		assertThat(written(join, new Object[] { "room", "alice" })).isEqualTo(body);
		assertThat(read(join, body)).containsExactly("room", "alice");
		BodyCodec<Object[]> many = arguments(String.class, int.class, boolean.class);
		body = "93 a6 48 65 6c 6c 6f 21 cd 30 39 c3";
		assertThat(written(many, new Object[] { "Hello!", 12345, true })).isEqualTo(body);
		assertThat(read(many, body)).containsExactly("Hello!", 12345, true);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("counts")
	void anyNumberOfArguments(int count) throws IOException {
		BodyCodec<Object[]> codec = arguments(
				IntStream.range(0, count).mapToObj((i) -> int.class).toArray(Type[]::new));
		Object[] values = IntStream.range(0, count).boxed().toArray();
		String body = "9" + Integer.toHexString(count)
				+ IntStream.range(0, count).mapToObj((i) -> " 0" + Integer.toHexString(i)).reduce("", String::concat);
		assertThat(written(codec, values)).isEqualTo(body);
		assertThat(read(codec, body)).containsExactly(values);
	}

	@Test
	void containersAmongThem() throws IOException {
		UUID id = new UUID(0, 0);
		BodyCodec<Object[]> codec = arguments(int[].class, UUID.class, byte[].class, Bodies.LIST_OF_INT, long.class);
		String body = written(codec, new Object[] { new int[] { 1, 2 }, id, new byte[] { 7 }, List.of(3, 4), 5L });
		assertThat(body).isEqualTo("95 92 01 02 d9 24 "
				+ "30 30 30 30 30 30 30 30 2d 30 30 30 30 2d 30 30 30 30 2d 30 30 30 30 2d 30 30 30 30 30 30 30 30 30 30 30 30 "
				+ "c4 01 07 92 03 04 05");
		assertThat(read(codec, body)).containsExactly(new int[] { 1, 2 }, id, new byte[] { 7 }, List.of(3, 4), 5L);
	}

	@Test
	void nullAmongThem() throws IOException {
		assertThat(written(this.two, new Object[] { null, 1 })).isEqualTo("92 c0 01");
		assertThat(read(this.two, "92 c0 01")).containsExactly(null, 1);
	}

	@Test
	void missingOnesAreNullOrZero() throws IOException {
		BodyCodec<Object[]> codec = arguments(String.class, int.class, long.class, double.class, boolean.class,
				Integer.class, UUID.class, int[].class, short.class, byte.class, float.class);
		assertThat(read(codec, "90")).containsExactly(null, 0, 0L, 0.0, false, null, null, null, (short) 0, (byte) 0,
				0f);
		assertThat(read(codec, "92 a1 61 05")).containsExactly("a", 5, 0L, 0.0, false, null, null, null, (short) 0,
				(byte) 0, 0f);
	}

	@Test
	void missingOnesDoNotComeFromAnEarlierCall() throws IOException {
		assertThat(read(this.two, "92 a1 61 05")).containsExactly("a", 5);
		assertThat(read(this.two, "90")).containsExactly(null, 0);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "93 a1 61 05 c0", "93 a1 61 05 93 01 91 02 81 03 04", "94 a1 61 05 c4 01 07 d6 ff 00 00 00 00",
					"dc 00 03 a1 61 05 c3", "dd 00 00 00 03 a1 61 05 c3", "92 a1 61 05 ff c1" })
	void furtherOnesAreSkipped(String body) throws IOException {
		assertThat(read(this.two, body)).containsExactly("a", 5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "c0", "", "a1 61", "05", "c3", "80", "82 a1 61 05 a1 62 06", "c4 02 01 02" })
	void valuesThatAreNotAnArray(String body) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> read(this.two, body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "92", "92 a1", "92 a1 61", "92 a1 61 cd 01", "dc 00", "91" })
	void bodyThatIsCutOff(String body) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> read(this.two, body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "92 a1 61 a1 31", "92 a1 61 ca 3f 80 00 00", "92 a1 61 cf 00 00 00 01 00 00 00 00",
			"92 a1 61 c0", "92 a1 61 c3", "92 a1 61 91 05" })
	void argumentOfAnotherType(String body) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> read(this.two, body));
	}

	static Stream<Integer> counts() {
		return IntStream.rangeClosed(2, 15).boxed();
	}

	private static BodyCodec<Object[]> arguments(Type... types) {
		return Bodies.SERIALIZER.arguments(List.of(types));
	}

}
