package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.Contracts.Gaps;
import io.github.magiconion4j.serialization.Contracts.Line;
import io.github.magiconion4j.serialization.Contracts.Point;
import io.github.magiconion4j.serialization.Contracts.Two;
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
 * Objects whose properties have keys: arrays.
 */
class KeyedObjectsTest {

	@ParameterizedTest
	@ValueSource(strings = { "96 01 c0 a1 63 c0 c0 c3", "96 01 05 a1 63 81 01 02 93 01 91 02 03 c3",
			"98 01 c0 a1 63 c0 c0 c3 c0 92 01 02", "dc 00 06 01 c0 a1 63 c0 c0 c3" })
	void gapsAndFurtherElementsAreIgnored(String body) throws IOException {
		assertThat(read(Gaps.class, body)).isEqualTo(new Gaps(1, "c", true));
	}

	@Test
	void missingElementsAreZeroOrNull() throws IOException {
		assertThat(read(Gaps.class, "90")).isEqualTo(new Gaps(0, null, false));
		assertThat(read(Gaps.class, "93 01 c0 a1 63")).isEqualTo(new Gaps(1, "c", false));
		assertThat(read(Point.class, "91 05")).isEqualTo(new Point(5, 0));
	}

	@Test
	void missingElementsHaveTheClassesDefaults() throws IOException {
		assertThat(read(Defaults.class, "91 05")).isEqualTo(new Defaults(5, "unnamed"));
		Settings settings = (Settings) read(Settings.class, "92 c0 07");
		assertThat(settings.volume).isEqualTo(7);
		assertThat(settings.language).isEqualTo("en");
	}

	@Test
	void nullIsNil() throws IOException {
		assertThat(written(Line.class, new Line(null, new Point(1, 2)))).isEqualTo("92 c0 92 01 02");
		assertThat(read(Line.class, "92 c0 92 01 02")).isEqualTo(new Line(null, new Point(1, 2)));
		assertThat(written(Gaps.class, null)).isEqualTo("c0");
		assertThat(read(Gaps.class, "c0")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "05", "a1 61", "80", "81 a1 58 05", "c3", "c4 01 05", "", "92", "92 01", "92 c0 01",
			"92 01 a1 61", "92 01 cb 3f f0 00 00 00 00 00 00" })
	void invalidPoints(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(Point.class, body));
	}

	@Test
	void anObjectOfTheSuperclassAndItsOwn() throws IOException {
		Dog dog = new Dog("rex", 7);
		assertThat(written(Dog.class, dog)).isEqualTo("92 a3 72 65 78 07");
		Dog read = (Dog) read(Dog.class, "92 a3 72 65 78 07");
		assertThat(read.getName()).isEqualTo("rex");
		assertThat(read.age).isEqualTo(7);
	}

	@Test
	void theDeclaredTypeDecides() throws IOException {
		assertThat(written(Animal.class, new Dog("rex", 7))).isEqualTo("91 a3 72 65 78");
	}

	@Test
	void aConstructorOfAllProperties() throws IOException {
		assertThat(written(Immutable.class, new Immutable(3, "x"))).isEqualTo("92 03 a1 78");
		Immutable read = (Immutable) read(Immutable.class, "92 03 a1 78");
		assertThat(read.getNumber()).isEqualTo(3);
		assertThat(read.getText()).isEqualTo("x");
	}

	@Test
	void gettersWithoutAKeyAreNotWritten() throws IOException {
		assertThat(written(Order.class, new Order(List.of(1, 2), "secret"))).isEqualTo("91 92 01 02");
		assertThat(read(Order.class, "91 92 01 02")).isEqualTo(new Order(List.of(1, 2), null));
	}

	@Test
	void anObjectWithoutPropertiesIsAnEmptyArray() throws IOException {
		assertThat(written(Quit.class, new Quit())).isEqualTo("90");
		assertThat(read(Quit.class, "90")).isEqualTo(new Quit());
		assertThat(read(Quit.class, "92 01 91 02")).isEqualTo(new Quit());
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(Quit.class, "80"));
	}

	@Test
	void generics() throws IOException {
		Type type = new TypeReference<Map<String, List<Two<Integer, Two<String, byte[]>>>>>() {
		}.getType();
		String body = "81 a1 6b 92 92 01 92 a1 61 c4 01 07 92 02 c0";
		Map<?, ?> map = (Map<?, ?>) read(type, body);
		Two<?, ?> first = (Two<?, ?>) ((List<?>) map.get("k")).get(0);
		assertThat(first.first()).isEqualTo(1);
		assertThat(((Two<?, ?>) first.second()).second()).isEqualTo(new byte[] { 7 });
		assertThat(written(type, map)).isEqualTo(body);
	}

	@Test
	void arraysOfSeveralDimensions() throws IOException {
		Contracts.Cube cube = new Contracts.Cube(1, 2, 3, List.of(1, 2, 3, 4, 5, 6));
		assertThat(written(Contracts.Cube.class, cube)).isEqualTo("94 01 02 03 96 01 02 03 04 05 06");
		assertThat(read(Contracts.Cube.class, "94 01 02 03 96 01 02 03 04 05 06")).isEqualTo(cube);
	}

	@Test
	void treesOfObjects() throws IOException {
		Node tree = new Node(1, new ArrayList<>(List.of(new Node(2, null), new Node(3, List.of(new Node(4, null))))));
		String body = "92 01 92 92 02 c0 92 03 91 92 04 c0";
		assertThat(written(Node.class, tree)).isEqualTo(body);
		assertThat(read(Node.class, body)).isEqualTo(tree);
	}

	@Test
	void invalidKeys() {
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(Incomplete.class))
			.withMessageContaining("The property Second of ")
			.withMessageContaining("Incomplete has no @Key");
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(IncompleteClass.class))
			.withMessageContaining("The property Second of ");
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(SameKeys.class))
			.withMessageContaining("have the same @Key: 1");
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(Negative.class))
			.withMessageContaining("is negative");
		Type nested = new TypeReference<Map<String, List<Incomplete>>>() {
		}.getType();
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.arguments(List.of(int.class, nested)))
			.withMessageContaining("has no @Key");
	}

	@Test
	void anObjectWithInvisibleProperties() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> written(Hidden.class, new Hidden()))
			.withMessageContaining("no properties");
	}

	record Defaults(@Key(0) int number, @Key(1) @Nullable String name) {

		Defaults {
			name = (name != null) ? name : "unnamed";
		}

	}

	static class Settings {

		@Key(1)
		int volume = 5;

		@Key(3)
		public String language = "en";

	}

	static class Animal {

		private final String name;

		Animal(@Key(0) String name) {
			this.name = name;
		}

		@Key(0)
		public String getName() {
			return this.name;
		}

	}

	static class Dog extends Animal {

		@Key(1)
		private final int age;

		Dog(@Key(0) String name, @Key(1) int age) {
			super(name);
			this.age = age;
		}

	}

	public static final class Immutable {

		@Key(0)
		private final int number;

		@Key(1)
		private final String text;

		public Immutable(int number, String text) {
			this.number = number;
			this.text = text;
		}

		public int getNumber() {
			return this.number;
		}

		public String getText() {
			return this.text;
		}

	}

	record Order(@Key(0) List<Integer> prices, @JsonIgnore @Nullable String note) {

		public int getTotal() {
			return this.prices.stream().mapToInt(Integer::intValue).sum();
		}

		public boolean isEmpty() {
			return this.prices.isEmpty();
		}

	}

	private record Quit() {
	}

	private record Node(@Key(0) int value, @Key(1) @Nullable List<Node> children) {
	}

	private record Incomplete(@Key(0) int first, int second) {
	}

	static class IncompleteClass {

		@Key(0)
		int first;

		private int second;

		public int getSecond() {
			return this.second;
		}

	}

	private record SameKeys(@Key(1) int first, @Key(1) int second) {
	}

	private record Negative(@Key(-1) int first) {
	}

	static class Hidden {

		@SuppressWarnings("unused")
		private int number = 1;

	}

}
