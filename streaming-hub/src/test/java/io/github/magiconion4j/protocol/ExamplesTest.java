package io.github.magiconion4j.protocol;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every example, in both directions.
 */
class ExamplesTest {

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void decodes(Example example) {
		assertThat(example.direction().decode(example.bytes())).isEqualTo(example.message());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void encodes(Example example) {
		assertThat(example.direction().encode(example.message())).isEqualTo(Direction.bytes(example.canonical()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void encodesWhatItDecoded(Example example) {
		Object decoded = example.direction().decode(example.bytes());
		assertThat(example.direction().encode(decoded)).isEqualTo(Direction.bytes(example.canonical()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void copiesNoBody(Example example) throws ReflectiveOperationException {
		byte[] bytes = example.bytes();
		for (Slice slice : slices(example.direction().decode(bytes))) {
			assertThat(slice.array()).isSameAs(bytes);
			assertThat(slice.offset() + slice.length()).isEqualTo(bytes.length);
		}
	}

	@Test
	void noRowIsMissing() {
		List<String> rows = IntStream.rangeClosed(1, 39).mapToObj((row) -> "B" + row).toList();
		assertThat(examples().map(Example::row).distinct()).isEqualTo(rows);
	}

	@Test
	void everyKindOfMessageHasAnExample() {
		Stream<Class<?>> kinds = Stream.of(ClientMessage.class, ServerMessage.class)
			.flatMap((direction) -> Arrays.stream(direction.getPermittedSubclasses()));
		assertThat(examples().<Class<?>>map((example) -> example.message().getClass()).distinct())
			.containsExactlyInAnyOrderElementsOf(kinds.toList());
	}

	@Test
	void theMarkerIsB1() {
		assertThat(ServerMessage.marker().encode()).isEqualTo(Direction.bytes("93 ff 00 0c"));
	}

	static Stream<Example> examples() {
		return Examples.ALL.stream();
	}

	private static List<Slice> slices(Object message) throws ReflectiveOperationException {
		List<Slice> slices = new ArrayList<>();
		for (RecordComponent component : message.getClass().getRecordComponents()) {
			if (component.getType() == Slice.class) {
				slices.add((Slice) component.getAccessor().invoke(message));
			}
		}
		return slices;
	}

}
