package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Circle;
import io.github.magiconion4j.serialization.Contracts.Shape;
import io.github.magiconion4j.serialization.Contracts.Square;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Interfaces and abstract classes whose subtypes have numbers.
 */
class UnionsTest {

	private static final String CIRCLE = "92 00 91 cb 40 04 00 00 00 00 00 00";

	private static final String SQUARE = "92 01 92 cb 40 00 00 00 00 00 00 00 c0";

	@Test
	void whereverTheUnionIsTheDeclaredType() throws IOException {
		Circle circle = new Circle(2.5);
		assertRoundTrip(new TypeReference<List<Shape>>() {
		}.getType(), List.of(circle, new Square(2, null)), "92 " + CIRCLE + " " + SQUARE);
		assertRoundTrip(new TypeReference<Map<Integer, Shape>>() {
		}.getType(), Map.of(5, circle), "81 05 " + CIRCLE);
		assertRoundTrip(Drawing.class, new Drawing(circle, null), "92 " + CIRCLE + " c0");
		assertThat((Shape[]) read(Shape[].class, "91 " + CIRCLE)).containsExactly(circle);
		assertThat(written(Shape[].class, new Shape[] { circle, null })).isEqualTo("92 " + CIRCLE + " c0");
	}

	@Test
	void aCaseThatIsTheDeclaredTypeHasNoNumber() throws IOException {
		assertRoundTrip(Circle.class, new Circle(2.5), "91 cb 40 04 00 00 00 00 00 00");
	}

	@Test
	void nil() throws IOException {
		assertThat(read(Shape.class, "c0")).isNull();
		assertThat(written(Shape.class, null)).isEqualTo("c0");
		assertThat(read(Shape.class, "92 00 c0")).isNull();
		assertThat(read(new TypeReference<Optional<Shape>>() {
		}.getType(), "92 00 c0")).isEqualTo(Optional.empty());
	}

	/** As in C#: a newer version of the other side may have further cases. */
	@ParameterizedTest
	@ValueSource(strings = { "92 02 91 00", "92 ff 91 00", "92 02 05", "92 02 c0", "92 02 81 92 01 02 90",
			"dc 00 02 cd 01 00 93 00 90 80" })
	void anUnknownCaseIsNull(String body) throws IOException {
		assertThat(read(Shape.class, body)).isNull();
		assertThat((Shape[]) read(Shape[].class, "92 " + body + " " + CIRCLE)).containsExactly(null, new Circle(2.5));
		assertThat(read(new TypeReference<Optional<Shape>>() {
		}.getType(), body)).isEqualTo(Optional.empty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "90", "91 00", "91 02", "93 02 c0 c0", "92 a1 30 91 00", "93 00 91 00 c0", "05", "80",
			"81 00 91 00", "92 00 05", "92 c0 c0", "92 ce ff ff ff ff 91 00", "92 cf ff ff ff ff ff ff ff ff 90", "" })
	void invalidShapes(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(Shape.class, body));
	}

	@Test
	void anAbstractClassAndTrees() throws IOException {
		Expression sum = new Sum(new Constant(1), new Sum(new Constant(2), new Constant(3)));
		assertRoundTrip(Expression.class, sum, "92 cd 01 2c 92 92 ff 91 01 92 cd 01 2c 92 92 ff 91 02 92 ff 91 03");
	}

	@Test
	void casesOfAGenericInterface() throws IOException {
		assertRoundTrip(new TypeReference<Result<List<Short>>>() {
		}.getType(), new Success<>(List.of((short) 5)), "92 00 91 91 05");
		assertRoundTrip(new TypeReference<Result<List<Short>>>() {
		}.getType(), new Failure<>("x"), "92 01 91 a1 78");
	}

	@Test
	void casesWithoutProperties() throws IOException {
		assertRoundTrip(Command.class, new Quit(), "92 00 90");
	}

	@Test
	void aMissingCase() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> written(Open.class, new Open() {
		})).withMessageContaining("is not a @Union case of");
	}

	@Test
	void invalidCases() {
		for (Class<?> type : List.of(NoSubtype.class, Itself.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(type))
				.withMessageContaining("must be a subtype");
		}
		for (Class<?> type : List.of(SameKey.class, SameType.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(type))
				.withMessageContaining("a unique key and a unique type");
		}
	}

	private static void assertRoundTrip(Type type, Object value, String body) throws IOException {
		assertThat(written(type, value)).isEqualTo(body);
		assertThat(read(type, body)).isEqualTo(value);
	}

	private record Drawing(@Key(0) @Nullable Shape first, @Key(1) @Nullable Shape second) {
	}

	@Union(key = -1, type = Constant.class)
	@Union(key = 300, type = Sum.class)
	private abstract static class Expression {

		@Override
		public boolean equals(@Nullable Object other) {
			return other != null && toString().equals(other.toString());
		}

		@Override
		public int hashCode() {
			return toString().hashCode();
		}

	}

	private static final class Constant extends Expression {

		@Key(0)
		private final int value;

		Constant(@Key(0) int value) {
			this.value = value;
		}

		@Override
		public String toString() {
			return String.valueOf(this.value);
		}

	}

	private static final class Sum extends Expression {

		@Key(0)
		private final Expression left;

		@Key(1)
		private final Expression right;

		Sum(@Key(0) Expression left, @Key(1) Expression right) {
			this.left = left;
			this.right = right;
		}

		@Override
		public String toString() {
			return "(" + this.left + " + " + this.right + ")";
		}

	}

	@Union(key = 0, type = Success.class)
	@Union(key = 1, type = Failure.class)
	private interface Result<T> {

	}

	private record Success<T>(@Key(0) T value) implements Result<T> {
	}

	private record Failure<T>(@Key(0) String reason) implements Result<T> {
	}

	@Union(key = 0, type = Quit.class)
	private interface Command {

	}

	private record Quit() implements Command {
	}

	@Union(key = 0, type = Closed.class)
	private interface Open {

	}

	private record Closed() implements Open {
	}

	@Union(key = 0, type = String.class)
	private interface NoSubtype {

	}

	@Union(key = 0, type = Itself.class)
	private interface Itself {

	}

	@Union(key = 0, type = SameKey.One.class)
	@Union(key = 0, type = SameKey.Two.class)
	private interface SameKey {

		record One() implements SameKey {
		}

		record Two() implements SameKey {
		}

	}

	@Union(key = 0, type = SameType.One.class)
	@Union(key = 1, type = SameType.One.class)
	private interface SameType {

		record One() implements SameType {
		}

	}

}
