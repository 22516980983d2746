package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.magiconion4j.serialization.Contracts.Colour;
import io.github.magiconion4j.serialization.HubSerializer.Direction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * C#'s defaults for parameters and results, for elements of arrays, collections and maps,
 * and for omitted properties of an object.
 */
class DefaultElementsTest {

	private static final String FIRST = "c7 0c ff 00 00 00 00 ff ff ff f1 88 6e 09 00";

	private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant EPOCH = Instant.ofEpochSecond(0);

	private static final String EPOCH_BODY = "d6 ff 00 00 00 00";

	private final HubSerializer serializer = Bodies.SERIALIZER.serializer();

	// --- parameters and results

	@Test
	void parametersAndResults() throws Exception {
		Method method = method("all");
		BodyCodec<Object[]> writing = arguments(method, Direction.WRITE);
		BodyCodec<Object[]> reading = arguments(method, Direction.READ);
		String defaults = "96 " + FIRST + " 00 00 00 92 " + FIRST + " " + EPOCH_BODY + " c0";
		assertThat(Bodies.written(writing, new Object[] { null, null, null, null, Arrays.asList(null, EPOCH), null }))
			.isEqualTo(defaults);
		Object[] read = { FIRST_INSTANT, Colour.RED, null, 0, List.of(FIRST_INSTANT, EPOCH), null };
		assertThat(Bodies.read(reading, defaults.replace("96 " + FIRST + " 00 00", "96 " + FIRST + " 00 c0")))
			.containsExactly(read);
		assertThat(Bodies.read(reading, "96 c0 c0 c0 c0 92 c0 " + EPOCH_BODY + " c0")).containsExactly(read);
		read[4] = null;
		assertThat(Bodies.read(reading, "90")).containsExactly(read);
		assertThat(Bodies.read(reading, "91 " + EPOCH_BODY)).startsWith(EPOCH, Colour.RED);
	}

	@Test
	void aResultAndOneParameter() throws Exception {
		Method method = method("one");
		BodyCodec<Object> result = this.serializer.value(Instant.class, method, Direction.WRITE);
		assertThat(Bodies.written(result, null)).isEqualTo(FIRST);
		assertThat(Bodies.written(result, EPOCH)).isEqualTo(EPOCH_BODY);
		assertThat(Bodies.read(this.serializer.value(Instant.class, method, Direction.READ), "c0"))
			.isEqualTo(FIRST_INSTANT);
		assertThat(Bodies.read(arguments(method, Direction.READ), "c0")).containsExactly(new UUID(0, 0));
	}

	@Test
	void withoutTheAnnotationNullIsNil() throws Exception {
		Method method = method("plain");
		assertThat(Bodies.written(this.serializer.value(Instant.class, method, Direction.WRITE), null)).isEqualTo("c0");
		assertThat(Bodies.read(arguments(method, Direction.READ), "c0")).containsExactly((Object) null);
	}

	@Test
	void nullableTypesCannotHaveIt() {
		for (Direction direction : Direction.values()) {
			assertThatIllegalArgumentException().isThrownBy(() -> arguments(method("wrong"), direction))
				.withMessageContaining("@CSharpDefault")
				.withMessageContaining("text");
		}
	}

	private BodyCodec<Object[]> arguments(Method method, Direction direction) {
		return this.serializer.arguments(List.of(method.getGenericParameterTypes()), List.of(method.getParameters()),
				direction);
	}

	private static Method method(String name) {
		return Arrays.stream(Hub.class.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findAny()
			.orElseThrow();
	}

	// --- elements of properties

	@Test
	void elementsOfAWholeType() throws IOException {
		Elements nulls = new Elements(Arrays.asList(null, EPOCH), new UUID[] { null }, Arrays.asList((Integer) null),
				Collections.singletonMap("a", null), List.of(Arrays.asList((Colour) null)), null);
		String body = "96 92 " + FIRST + " " + EPOCH_BODY + " 91 d9 24 " + hex(new UUID(0, 0))
				+ " 91 c0 81 a1 61 00 91 91 00 c0";
		assertThat(Bodies.written(Elements.class, nulls)).isEqualTo(body);
		assertThat(nulls.times()).startsWith((Instant) null); // not ours to change
		Elements read = (Elements) Bodies.read(Elements.class,
				"96 92 c0 " + EPOCH_BODY + " 91 c0 91 c0 81 a1 61 c0 91 91 c0 c0");
		assertThat(read.times()).containsExactly(FIRST_INSTANT, EPOCH);
		assertThat(read.ids()).containsExactly(new UUID(0, 0));
		assertThat(read.numbers()).containsOnlyNulls();
		assertThat(read.colours()).containsExactly(Map.entry("a", Colour.RED));
		assertThat(read.nested()).containsExactly(List.of(Colour.RED));
		assertThat(read.none()).isNull();
	}

	@Test
	void elementsOfOneProperty() throws IOException {
		assertThat(Bodies.written(One.class,
				new One(Arrays.asList(1, null), new HashSet<>(Arrays.asList((Instant) null)), new Instant[] { null })))
			.isEqualTo("93 92 01 00 91 " + FIRST + " 91 c0");
		One read = (One) Bodies.read(One.class, "93 92 01 c0 91 c0 91 c0");
		assertThat(read.numbers()).containsExactly(1, 0);
		assertThat(read.times()).containsExactly(FIRST_INSTANT);
		assertThat(read.plain()).containsOnlyNulls();
	}

	@Test
	void anEnumWithoutZeroHasNoDefaultForElements() throws IOException {
		assertThat(Bodies.written(OfSparse.class, new OfSparse(List.of(Sparse.ONE)))).isEqualTo("91 91 01");
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Bodies.written(OfSparse.class, new OfSparse(Arrays.asList((Sparse) null))))
			.withMessageContaining("no constant with the value 0");
	}

	// --- omitted properties

	@Test
	void omittedPropertiesOfAClassWithSetters() throws IOException {
		for (String body : List.of("90", "91 c0", "93 c0 c0 c0")) {
			Settable read = (Settable) Bodies.read(Settable.class, body);
			assertThat(read.id).as(body).isEqualTo(new UUID(0, 0));
			assertThat(read.time).as(body).isEqualTo(FIRST_INSTANT);
			assertThat(read.nullable).as(body).isNull();
		}
		Settable read = (Settable) Bodies.read(Settable.class, "92 c0 " + EPOCH_BODY);
		assertThat(read.time).isEqualTo(EPOCH);
		assertThat(((Named) Bodies.read(Named.class, "80")).id).isEqualTo(new UUID(0, 0));
		assertThat(((Named) Bodies.read(Named.class, "80")).given).isEqualTo(EPOCH);
	}

	private static String hex(UUID id) {
		StringBuilder hex = new StringBuilder();
		id.toString().chars().forEach((character) -> hex.append(String.format(" %02x", character)));
		return hex.substring(1);
	}

	interface Hub {

		void all(@CSharpDefault @Nullable Instant time, @CSharpDefault @Nullable Colour colour,
				@CSharpDefault @Nullable Sparse sparse, @CSharpDefault @Nullable Integer number,
				@CSharpDefault List<@Nullable Instant> times, @CSharpDefault UUID @Nullable [] none);

		@CSharpDefault
		Instant one(@CSharpDefault UUID id);

		Instant plain(Instant time);

		void wrong(@CSharpDefault String text);

	}

	@CSharpDefault
	record Elements(@Key(0) List<@Nullable Instant> times, @Key(1) @Nullable UUID[] ids,
			@Key(2) List<@Nullable Integer> numbers, @Key(3) Map<String, @Nullable Colour> colours,
			@Key(4) List<List<@Nullable Colour>> nested, @Key(5) @Nullable List<Instant> none) {
	}

	record One(@Key(0) @CSharpDefault List<@Nullable Integer> numbers,
			@Key(1) @CSharpDefault Set<@Nullable Instant> times, @Key(2) @Nullable Instant[] plain) {
	}

	record OfSparse(@Key(0) @CSharpDefault List<@Nullable Sparse> all) {
	}

	/** Has no constant for C#'s default. */
	enum Sparse {

		ONE;

		@JsonValue
		int number() {
			return 1;
		}

	}

	@CSharpDefault
	static class Settable {

		private @Nullable UUID id;

		private @Nullable Instant time;

		private @Nullable Integer nullable;

		@Key(0)
		public @Nullable UUID getId() {
			return this.id;
		}

		public void setId(@Nullable UUID id) {
			this.id = id;
		}

		@Key(1)
		public @Nullable Instant getTime() {
			return this.time;
		}

		public void setTime(@Nullable Instant time) {
			this.time = time;
		}

		@Key(2)
		public @Nullable Integer getNullable() {
			return this.nullable;
		}

		public void setNullable(@Nullable Integer nullable) {
			this.nullable = nullable;
		}

	}

	static class Named {

		@CSharpDefault
		public @Nullable UUID id;

		@CSharpDefault
		public @Nullable Instant given = EPOCH;

	}

}
