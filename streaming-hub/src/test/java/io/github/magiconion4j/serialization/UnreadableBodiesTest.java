package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.Contracts.Payload;
import io.github.magiconion4j.serialization.Contracts.Point;
import io.github.magiconion4j.serialization.Contracts.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The error texts for the sender of a body that cannot be read.
 */
class UnreadableBodiesTest {

	private static final Type SCORES = new TypeReference<Map<String, List<Point>>>() {
	}.getType();

	static Stream<Arguments> problems() {
		return Stream.of(arguments(int.class, "a1 78", "expected int, found text 'x'"),
				arguments(int.class, "c0", "expected int, found nil"),
				arguments(int.class, "ce ff ff ff ff", "expected int, found 4294967295"),
				arguments(byte.class, "cc c8", "expected byte, found 200"),
				arguments(Integer.class, "cb 3f f8 00 00 00 00 00 00", "expected Integer, found double 1.5"),
				arguments(float.class, "cb 3f f8 00 00 00 00 00 00", "expected float, found double 1.5"),
				arguments(boolean.class, "01", "expected boolean, found 1"),
				arguments(String.class, "c4 01 61", "expected String, found binary data"),
				arguments(String.class, "c3", "expected String, found true"),
				arguments(String.class, "", "the body ends too early"),
				arguments(String.class, "a2 61", "the body ends too early"),
				arguments(String.class, "c1", "0xc1 is not MessagePack"),
				arguments(UUID.class, "d9 20 " + "61 ".repeat(32), "expected UUID, found text 'aaaaaaaaaaaaaaaaaaaa…'"),
				arguments(UUID.class, "a3 61 0a 62", "expected UUID, found text 'a?b'"),
				arguments(Instant.class, "d4 05 00", "expected Instant, found extension type 5"),
				arguments(Instant.class, "c7 0c ff 00 00 00 00 00 00 00 3a ff f4 41 80",
						"the year is not between 1 and 9999"),
				arguments(int[].class, "93 01 02 c0", "expected int[], found nil at [2]"),
				arguments(int[].class, "80", "expected int[], found a map"),
				arguments(Colour.class, "07", "expected Colour, found 7"),
				arguments(Shape.class, "92 a1 37 90", "expected Shape, found text '7'"),
				arguments(Point.class, "05", "expected Point, found 5"),
				arguments(Point.class, "92 01 c3", "expected int, found true at Y"),
				arguments(Bounded.class, "91 05", "the value is not accepted"),
				arguments(new TypeReference<List<Bounded>>() {
				}.getType(), "91 91 05", "the value is not accepted at [0]"),
				arguments(SCORES, "81 a1 6b 92 92 01 02 92 03 c0", "expected int, found nil at [k][1].Y"),
				arguments(SCORES, "81 05 90", "expected String, found 5"),
				arguments(SCORES, "82 a1 6b 90 a1 6b 90", "a map has the same key twice"),
				arguments(Payload.class, "9d 01 02 03 c3 c0 c0 c0 c0 00 c0 c0 c0 91 a1 78",
						"expected int, found text 'x' at Nested.Number"));
	}

	@ParameterizedTest(name = "{2}")
	@MethodSource("problems")
	void theErrorSaysWhatIsWrongAndWhere(Type type, String body, String problem) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Bodies.read(type, body))
			.withMessage(problem)
			.satisfies((ex) -> assertThat(ex.argument()).isEqualTo(-1));
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> Bodies.read(Bodies.SERIALIZER.arguments(List.of(type)), body))
			.withMessage("argument 1 of 1: " + problem);
	}

	@Test
	void theErrorSaysWhichArgumentItIs() {
		BodyCodec<Object[]> codec = Bodies.SERIALIZER.arguments(List.of(int.class, String.class, Point.class));
		UnreadableBodyException ex = catchThrowableOfType(UnreadableBodyException.class,
				() -> Bodies.read(codec, "93 01 05 c0"));
		assertThat(ex).hasMessage("argument 2 of 3: expected String, found 5");
		assertThat(ex.argument()).isOne();
		assertThat(ex.problem()).isEqualTo("expected String, found 5");
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> Bodies.read(codec, "93 01 a1 61 91 c0"))
			.withMessage("argument 3 of 3: expected int, found nil at X");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Bodies.read(codec, "81 01 02"))
			.withMessage("expected an array of 3, found a map")
			.satisfies((problem) -> assertThat(problem.argument()).isEqualTo(-1));
	}

	@Test
	void aPathIsCutOff() {
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < 100; i++) {
			body.append("9d 01 02 03 c3 c0 c0 c0 c0 00 c0 c0 c0 ");
		}
		UnreadableBodyException ex = catchThrowableOfType(UnreadableBodyException.class,
				() -> Bodies.read(Payload.class, body + "05"));
		assertThat(ex.problem()).startsWith("expected Payload, found 5 at Nested.Nested.")
			.endsWith("…")
			.hasSizeLessThan(300);
	}

	@Test
	void aTypeThatCannotBeReadIsNotTheSendersFault() throws IOException {
		assertThat(Bodies.written(WriteOnly.class, new WriteOnly(2, 3))).isEqualTo("91 05");
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.read(WriteOnly.class, "91 05"))
			.withMessageContaining("WriteOnly");
	}

	record Bounded(@Key(0) int value) {

		Bounded {
			if (value > 3) {
				throw new IllegalArgumentException("secret");
			}
		}

	}

	static final class WriteOnly {

		private final int sum;

		WriteOnly(int first, int second) {
			this.sum = first + second;
		}

		WriteOnly(int first, int second, int third) {
			this.sum = first + second + third;
		}

		@Key(0)
		public int getTotal() {
			return this.sum;
		}

	}

}
