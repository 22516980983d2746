package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Objects that a builder creates, as Lombok generates them.
 */
class BuildersTest {

	@Test
	void anObjectWithKeys() throws IOException {
		Player player = (Player) read(Player.class, "94 07 c0 a1 78 c0");
		assertThat(player.id).isEqualTo(7);
		assertThat(player.name).isEqualTo("x");
		assertThat(player.team).isEqualTo(new UUID(0, 0));
		assertThat(written(Player.class, new Player(7, "x", null)).substring(0, 14)).isEqualTo("94 07 c0 a1 78");
		assertThat(((Player) read(Player.class, "91 07")).name).isNull();
	}

	@Test
	void aRecordWithKeys() throws IOException {
		assertThat(read(Point.class, "92 01 02")).isEqualTo(new Point(1, 2));
		assertThat(written(Point.class, new Point(1, 2))).isEqualTo("92 01 02");
	}

	@Test
	void anObjectWithoutKeys() throws IOException {
		Named named = (Named) read(Named.class, "81 a6 55 73 65 72 49 64 05");
		assertThat(named.userId).isEqualTo(5);
		assertThat(written(Named.class, named)).isEqualTo("81 a6 55 73 65 72 49 64 05");
	}

	@Test
	void aTextOfAnErrorNamesTheObject() {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(Point.class, "05"))
			.withMessage("expected Point, found 5");
	}

	@Test
	void aBuilderWithoutAPropertyOfTheObject() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Bodies.SERIALIZER.serializer().value(Partial.class, HubSerializer.Direction.READ))
			.withMessageContaining("Partial$Builder has no property Second, which has a @Key in ")
			.withMessageContaining("@JsonProperty");
	}

	@Test
	void aNameOfAProperty() throws IOException {
		assertThat(((Renamed) read(Renamed.class, "91 05")).value).isEqualTo(5);
	}

	@JsonDeserialize(builder = Player.Builder.class)
	static final class Player {

		@Key(0)
		private final int id;

		@Key(2)
		private final @Nullable String name;

		@Key(3)
		@CSharpDefault
		private final @Nullable UUID team;

		private Player(int id, @Nullable String name, @Nullable UUID team) {
			this.id = id;
			this.name = name;
			this.team = team;
		}

		public int getId() {
			return this.id;
		}

		@JsonPOJOBuilder(withPrefix = "")
		static final class Builder {

			private int id;

			private @Nullable String name;

			private @Nullable UUID team;

			Builder id(int id) {
				this.id = id;
				return this;
			}

			Builder name(@Nullable String name) {
				this.name = name;
				return this;
			}

			Builder team(@Nullable UUID team) {
				this.team = team;
				return this;
			}

			Player build() {
				return new Player(this.id, this.name, this.team);
			}

		}

	}

	@JsonDeserialize(builder = Point.Builder.class)
	record Point(@Key(0) int x, @Key(1) int y) {

		@JsonPOJOBuilder
		static final class Builder {

			private int x;

			private int y;

			Builder withX(int x) {
				this.x = x;
				return this;
			}

			Builder withY(int y) {
				this.y = y;
				return this;
			}

			Point build() {
				return new Point(this.x, this.y);
			}

		}

	}

	@JsonDeserialize(builder = Named.Builder.class)
	static final class Named {

		private final int userId;

		private Named(int userId) {
			this.userId = userId;
		}

		public int getUserId() {
			return this.userId;
		}

		@JsonPOJOBuilder(withPrefix = "")
		static final class Builder {

			private int userId;

			Builder userId(int userId) {
				this.userId = userId;
				return this;
			}

			Named build() {
				return new Named(this.userId);
			}

		}

	}

	@JsonDeserialize(builder = Partial.Builder.class)
	record Partial(@Key(0) int first, @Key(1) int second) {

		@JsonPOJOBuilder(withPrefix = "")
		static final class Builder {

			private int first;

			Builder first(int first) {
				this.first = first;
				return this;
			}

			Partial build() {
				return new Partial(this.first, 0);
			}

		}

	}

	@JsonDeserialize(builder = Renamed.Builder.class)
	static final class Renamed {

		@Key(0)
		private final int value;

		private Renamed(int value) {
			this.value = value;
		}

		@JsonPOJOBuilder(withPrefix = "")
		static final class Builder {

			private int other;

			@JsonProperty("Value")
			Builder other(int other) {
				this.other = other;
				return this;
			}

			Renamed build() {
				return new Renamed(this.other);
			}

		}

	}

}
