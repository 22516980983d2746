package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
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
 * Objects without keys: maps with names.
 */
class NamedObjectsTest {

	@Test
	void namesAreThoseOfCSharp() throws IOException {
		assertThat(written(User.class, new User(1, "x", null, "secret")))
			.isEqualTo("83 a2 49 64 01 ab 44 69 73 70 6c 61 79 4e 61 6d 65 a1 78 a3 74 61 67 c0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "83 a2 49 64 01 ab 44 69 73 70 6c 61 79 4e 61 6d 65 a1 78 a3 74 61 67 c0",
			"82 ab 44 69 73 70 6c 61 79 4e 61 6d 65 a1 78 a2 49 64 01",
			"83 a2 49 64 01 a1 3f 81 01 92 02 80 ab 44 69 73 70 6c 61 79 4e 61 6d 65 a1 78" })
	void inAnyOrderAndMoreOrLess(String body) throws IOException {
		assertThat(read(User.class, body)).isEqualTo(new User(1, "x", null, null));
	}

	@Test
	void missingOnesAreZeroOrNull() throws IOException {
		assertThat(read(User.class, "80")).isEqualTo(new User(0, null, null, null));
		assertThat(((Bean) read(Bean.class, "80")).getCount()).isEqualTo(3);
	}

	@Test
	void aBeanWithGettersAndSetters() throws IOException {
		Bean bean = new Bean();
		bean.setCount(7);
		assertThat(written(Bean.class, bean)).isEqualTo("81 a5 43 6f 75 6e 74 07");
		assertThat(((Bean) read(Bean.class, "81 a5 43 6f 75 6e 74 07")).getCount()).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "90", "92 01 a1 78", "81 01 02", "81 a2 49 64 c0", "81 91 01 02", "05", "a1 78" })
	void invalidUsers(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(User.class, body));
	}

	@Test
	void aMapInTheMiddleIsSkippedWhateverItsKeys() throws IOException {
		assertThat(read(User.class, "82 a1 3f 83 01 02 92 01 02 81 c0 c0 c4 01 00 90 a2 49 64 01"))
			.isEqualTo(new User(1, null, null, null));
	}

	@Test
	void abstractTypesWithoutCases() {
		for (Class<?> type : new Class<?>[] { Named.class, AbstractUser.class }) {
			assertThatIllegalArgumentException().isThrownBy(() -> Bodies.SERIALIZER.value(type))
				.withMessageContaining("is abstract")
				.withMessageContaining("@Union");
		}
	}

	private record User(int id, String displayName, @JsonProperty("tag") @Nullable String label,
			@JsonIgnore @Nullable String password) {
	}

	static class Bean {

		private int count = 3;

		public int getCount() {
			return this.count;
		}

		public void setCount(int count) {
			this.count = count;
		}

	}

	interface Named {

		String getName();

	}

	abstract static class AbstractUser {

		public int id;

	}

}
