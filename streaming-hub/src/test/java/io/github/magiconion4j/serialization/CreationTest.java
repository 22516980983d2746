package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.magiconion4j.serialization.HubSerializer.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What objects are created from. A type that is written as an object must be created from
 * its properties.
 */
class CreationTest {

	private static final HubSerializer SERIALIZER = new MessagePackHubSerializer();

	@ParameterizedTest
	@ValueSource(classes = { Convenient.class, Copied.class, Scalar.class })
	void fromOneScalarOnly(Class<?> type) {
		SERIALIZER.value(type, Direction.WRITE);
		assertCannotBeCreated(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "@Key(0) private final int value", "public final int value" })
	void fromOneParameterWithoutAName(String field, @TempDir Path directory) throws Exception {
		Class<?> type = Compiled.of(directory, "-g:none", "PlayerId", """
				import io.github.magiconion4j.serialization.Key;
				public class PlayerId {
					%s;
					public PlayerId(int value) {
						this.value = value;
					}
				}
				""".formatted(field));
		SERIALIZER.value(type, Direction.WRITE);
		assertCannotBeCreated(type);
	}

	@Test
	void fromOneParameterWithAName() throws IOException {
		assertThat(written(PlayerId.class, read(PlayerId.class, "91 05"))).isEqualTo("91 05");
	}

	@Test
	void fromTheValueThatTheyAreWrittenAs() throws IOException {
		assertThat(written(Count.class, new Count(5))).isEqualTo("05");
		assertThat(read(Count.class, "05")).isEqualTo(new Count(5));
		assertThat(read(DeclaredCount.class, "05")).isEqualTo(new DeclaredCount(5));
		Tags tags = (Tags) read(Tags.class, "92 a1 61 a1 62");
		assertThat(tags.names).containsExactly("a", "b");
		assertThat(written(Tags.class, tags)).isEqualTo("92 a1 61 a1 62");
		Code code = (Code) read(Code.class, "a1 78");
		assertThat(written(Code.class, code)).isEqualTo("a1 78");
	}

	@Test
	void fromAnotherObject() throws IOException {
		Range range = (Range) read(Range.class, "92 01 05");
		assertThat(range.length).isEqualTo(4);
	}

	@Test
	void fromWhatAFactoryMethodTakes() throws IOException {
		assertThat(((Parsed) read(Parsed.class, "a1 78")).text).isEqualTo("x");
	}

	private static void assertCannotBeCreated(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> SERIALIZER.value(type, Direction.READ))
			.withMessageContaining(type.getName() + " cannot be created: add a constructor");
	}

	static final class Convenient {

		public final int x;

		public final int y;

		public Convenient(int x) {
			this(x, 0);
		}

		public Convenient(int x, int y) {
			this.x = x;
			this.y = y;
		}

	}

	static final class Copied {

		@Key(0)
		@SuppressWarnings("unused") // by Jackson only
		private final int x;

		public Copied(Copied other) {
			this.x = other.x;
		}

		public Copied(int x) {
			this.x = x;
		}

	}

	/** An array on the wire, whatever the constructor takes. */
	static final class Scalar {

		@Key(0)
		@SuppressWarnings("unused") // by Jackson only
		private final int x;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Scalar(int x) {
			this.x = x;
		}

	}

	static final class PlayerId {

		@Key(0)
		@SuppressWarnings("unused") // by Jackson only
		private final int value;

		PlayerId(int value) {
			this.value = value;
		}

	}

	record Count(@JsonValue long value) {

	}

	record DeclaredCount(@JsonValue long value) {

		@JsonCreator
		DeclaredCount {
		}

	}

	static final class Tags {

		private final List<String> names;

		@JsonCreator
		Tags(List<String> names) {
			this.names = names;
		}

		@JsonValue
		List<String> names() {
			return this.names;
		}

	}

	/** Jackson finds the constructor without an annotation. */
	static final class Code {

		private final String text;

		public Code(String text) {
			this.text = text;
		}

		@JsonValue
		public String text() {
			return this.text;
		}

	}

	record Ends(int first, int last) {

	}

	static final class Range {

		@Key(0)
		private final int first;

		@Key(1)
		private final int last;

		private final transient int length;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Range(Ends ends) {
			this.first = ends.first;
			this.last = ends.last;
			this.length = this.last - this.first;
		}

	}

	static final class Parsed {

		private final String text;

		private Parsed(String text, boolean trimmed) {
			this.text = trimmed ? text.trim() : text;
		}

		@JsonCreator
		static Parsed parse(String text) {
			return new Parsed(text, true);
		}

	}

}
