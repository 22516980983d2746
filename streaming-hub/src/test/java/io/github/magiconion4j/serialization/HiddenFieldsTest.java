package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.magiconion4j.serialization.HubSerializer.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Fields of a superclass that have the name of a field of the subclass: Jackson only sees
 * the latter.
 */
class HiddenFieldsTest {

	@ParameterizedTest
	@ValueSource(classes = { Hiding.class, HidingWithoutAKey.class, BelowHiding.class })
	void aHiddenKeyIsAnError(Class<?> type) {
		for (Direction direction : Direction.values()) {
			assertThatIllegalArgumentException().as(direction.toString())
				.isThrownBy(() -> Bodies.SERIALIZER.serializer().value(type, direction))
				.withMessageContaining("Base.id, which has @Key(0), is hidden by the field ")
				.withMessageContaining(type.getSimpleName().replace("Below", "") + ".id: rename one");
		}
	}

	@Test
	void otherFieldsAreNotHidden() throws IOException {
		Other other = (Other) read(Other.class, "92 05 06");
		assertThat(other.id()).isEqualTo(5);
		assertThat(written(Other.class, other)).isEqualTo("92 05 06");
		assertThat(written(Static.class, new Static())).isEqualTo("91 01");
		assertThat(written(OverridesGetter.class, new OverridesGetter())).isEqualTo("91 09");
		assertThat(written(BelowIgnored.class, new BelowIgnored())).isEqualTo("92 c0 02");
	}

	static class Base {

		@Key(0)
		private int id = 1;

		int id() {
			return this.id;
		}

	}

	static class Hiding extends Base {

		@Key(1)
		@SuppressWarnings("unused")
		private int id = 2;

	}

	static class BelowHiding extends Hiding {

		@Key(2)
		@SuppressWarnings("unused")
		private int level = 3;

	}

	static class HidingWithoutAKey extends Base {

		@SuppressWarnings("unused")
		private int id = 2;

	}

	static class Other extends Base {

		@Key(1)
		@SuppressWarnings("unused")
		private int level = 2;

	}

	static class Static extends Base {

		@SuppressWarnings("unused")
		private static int id = 2;

	}

	static class WithGetter {

		@Key(0)
		public int getId() {
			return 1;
		}

	}

	static class OverridesGetter extends WithGetter {

		@Override
		public int getId() {
			return 9;
		}

	}

	static class Ignored {

		@Key(0)
		@JsonIgnore
		@SuppressWarnings("unused")
		private int id = 1;

	}

	static class BelowIgnored extends Ignored {

		@Key(1)
		@SuppressWarnings("unused")
		private int level = 2;

	}

}
