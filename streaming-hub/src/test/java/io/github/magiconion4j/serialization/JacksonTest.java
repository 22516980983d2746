package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Year;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Features of Jackson: annotations, modules, trees.
 */
class JacksonTest {

	@Test
	void aTypeThatIsWrittenAsAnother() throws IOException {
		assertThat(written(UserId.class, new UserId(7))).isEqualTo("07");
		assertThat(read(UserId.class, "07")).isEqualTo(new UserId(7));
		Type map = new TypeReference<Map<UserId, List<Name>>>() {
		}.getType();
		assertThat(written(map, Map.of(new UserId(7), List.of(new Name("x"))))).isEqualTo("81 07 91 a1 78");
		assertThat(read(map, "81 07 91 a1 78")).isEqualTo(Map.of(new UserId(7), List.of(new Name("x"))));
	}

	@Test
	void aTypeOfAModule() throws IOException {
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(Year.class));
		BodyCodec<Object> codec = new Bodies.BothWays(
				new MessagePackHubSerializer(new SimpleModule().addSerializer(new YearSerializer())
					.addDeserializer(Year.class, new YearDeserializer())))
			.value(Year.class);
		assertThat(written(codec, Year.of(2024))).isEqualTo("cd 07 e8");
		assertThat(read(codec, "cd 07 e8")).isEqualTo(Year.of(2024));
	}

	@Test
	void typesThatJacksonKnows() throws IOException {
		assertThat(written(Currency.class, Currency.getInstance("EUR"))).isEqualTo("a3 45 55 52");
		assertThat(read(Currency.class, "a3 45 55 52")).isEqualTo(Currency.getInstance("EUR"));
	}

	@Test
	void anElementOfAnArrayIsNeverLeftOut() throws IOException {
		assertThat(written(NotDefault.class, new NotDefault(0, false))).isEqualTo("92 00 c2");
		assertThat(written(NotEmpty.class, new NotEmpty("", List.of(), null))).isEqualTo("93 a0 90 c0");
		OnGetter object = new OnGetter();
		assertThat(written(OnGetter.class, object)).isEqualTo("91 00");
	}

	@Test
	void anEntryOfAMapMayBeLeftOut() throws IOException {
		assertThat(written(Sparse.class, new Sparse(0, 5))).isEqualTo("81 a1 59 05");
		assertThat(read(Sparse.class, "81 a1 59 05")).isEqualTo(new Sparse(0, 5));
	}

	@Test
	void trees() throws IOException {
		JsonNode tree = new ObjectMapper().readTree("{\"a\":[1,2.5,true,null,\"x\"],\"b\":{}}");
		String body = "82 a1 61 95 01 cb 40 04 00 00 00 00 00 00 c3 c0 a1 78 a1 62 80";
		assertThat(written(JsonNode.class, tree)).isEqualTo(body);
		assertThat(read(JsonNode.class, body)).isEqualTo(tree);
	}

	@Test
	void classesWithTheirNames() {
		assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(Named.class))
			.withMessageContaining("@Union");
	}

	@JsonInclude(JsonInclude.Include.NON_DEFAULT)
	private record NotDefault(@Key(0) int number, @Key(1) boolean flag) {
	}

	private record NotEmpty(@Key(0) @JsonInclude(JsonInclude.Include.NON_EMPTY) String text,
			@Key(1) @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> list,
			@Key(2) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String none) {
	}

	private static final class OnGetter {

		@Key(0)
		private final int number = 0;

		@SuppressWarnings("unused") // by Jackson only
		@JsonInclude(JsonInclude.Include.NON_DEFAULT)
		public int getNumber() {
			return this.number;
		}

	}

	@JsonInclude(JsonInclude.Include.NON_DEFAULT)
	private record Sparse(int x, int y) {
	}

	private record UserId(@JsonValue long value) {
	}

	static final class Name {

		private final String text;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Name(String text) {
			this.text = text;
		}

		@JsonValue
		String text() {
			return this.text;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Name name && name.text.equals(this.text);
		}

		@Override
		public int hashCode() {
			return this.text.hashCode();
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	private interface Named {

	}

	private static final class YearSerializer extends StdScalarSerializer<Year> {

		private static final long serialVersionUID = 1L;

		YearSerializer() {
			super(Year.class);
		}

		@Override
		public void serialize(Year value, JsonGenerator target, SerializerProvider provider) throws IOException {
			target.writeNumber(value.getValue());
		}

	}

	private static final class YearDeserializer extends StdScalarDeserializer<Year> {

		private static final long serialVersionUID = 1L;

		YearDeserializer() {
			super(Year.class);
		}

		@Override
		public Year deserialize(JsonParser source, DeserializationContext context) throws IOException {
			return Year.of(source.getIntValue());
		}

	}

}
