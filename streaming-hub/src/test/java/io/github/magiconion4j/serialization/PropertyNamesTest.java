package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.testing.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of properties of objects without keys on the wire: the C# names.
 */
class PropertyNamesTest {

	private static final java.lang.reflect.Type MAP = new TypeReference<Map<String, Object>>() {
	}.getType();

	@RegisterExtension
	final LogCapture log = LogCapture.of(PropertyNames.class);

	@Test
	void gettersAndSetters() throws IOException {
		Player player = new Player();
		player.setXPos(1.5f);
		player.setAlive(true);
		player.setHP(7);
		player.setURL("u");
		player.setaTag("t");
		player.setName("n");
		assertThat(names(Player.class, player)).containsExactlyInAnyOrder("XPos", "IsAlive", "HP", "URL", "ATag",
				"Name");
		Player read = (Player) Bodies.read(Player.class, Bodies.written(Player.class, player));
		assertThat(read).usingRecursiveComparison().isEqualTo(player);
		assertThat(((Player) Bodies.read(Player.class, "81 a4 58 50 6f 73 ca 40 a0 00 00")).getXPos()).isEqualTo(5f);
	}

	@Test
	void aFieldWhoseNameStartsWithIs() throws IOException {
		Kotlin value = new Kotlin();
		value.setOpen(true);
		assertThat(names(Kotlin.class, value)).containsExactly("IsOpen");
		assertThat(((Kotlin) Bodies.read(Kotlin.class, Bodies.written(Kotlin.class, value))).isOpen()).isTrue();
	}

	@Test
	void recordsPublicFieldsAndConstructors() throws IOException {
		assertThat(names(Pos.class, new Pos(1, true, 2))).containsExactlyInAnyOrder("XPos", "IsAlive", "HP");
		Fields fields = new Fields();
		fields.alive = true;
		assertThat(names(Fields.class, fields)).containsExactlyInAnyOrder("XPos", "Alive");
		assertThat(((Fields) Bodies.read(Fields.class, Bodies.written(Fields.class, fields))).alive).isTrue();
		Made made = new Made(3, true);
		assertThat(names(Made.class, made)).containsExactlyInAnyOrder("XPos", "IsAlive");
		Made read = (Made) Bodies.read(Made.class, Bodies.written(Made.class, made));
		assertThat(read.getXPos()).isEqualTo(3);
		assertThat(read.isAlive()).isTrue();
	}

	@Test
	void ignoredPropertiesStayIgnored() throws IOException {
		assertThat(names(Secret.class, new Secret())).containsExactly("Name");
	}

	@Test
	void anotherSpellingIsLoggedOnce() throws IOException {
		String body = "82 a4 78 70 6f 73 01 a2 68 70 02"; // xpos, hp
		for (int i = 0; i < 100; i++) {
			assertThat(Bodies.read(Spelt.class, body)).isEqualTo(new Spelt(0, 0, null));
			Bodies.read(Spelt.class, "81 a4 58 70 6f 73 01"); // Xpos
			Bodies.read(Spelt.class, "81 a3 66 6f 6f 01"); // foo
			// the same names in a nested object
			Bodies.read(Spelt.class, "81 a5 4f 74 68 65 72 81 a4 68 70 6f 73 81 a2 68 70 02");
		}
		assertThat(this.log.lines()).hasSize(2)
			.anySatisfy((line) -> assertThat(line).contains("Property xpos of ")
				.contains("Spelt is skipped while reading: the known property is XPos")
				.contains("@JsonProperty"))
			.anySatisfy((line) -> assertThat(line).contains("Property hp of ")
				.contains("Spelt is skipped while reading: the known property is HP"));
	}

	@Test
	void aNameOfAnyLengthIsHarmless() throws IOException {
		String name = "x".repeat(100_000) + "\n";
		byte[] text = name.getBytes(StandardCharsets.UTF_8);
		Bodies.read(Spelt.class,
				"81 db" + HexFormat.of().toHexDigits(text.length) + HexFormat.of().formatHex(text) + "01");
		assertThat(this.log.lines()).isEmpty();
	}

	private static List<String> names(Class<?> type, Object value) throws IOException {
		return ((Map<?, ?>) Bodies.read(MAP, Bodies.written(type, value))).keySet()
			.stream()
			.map(String::valueOf)
			.toList();
	}

	static class Player {

		private float xPos;

		private boolean alive;

		private int hp;

		private String url = "";

		private String aTag = "";

		private String name = "";

		public float getXPos() {
			return this.xPos;
		}

		public void setXPos(float xPos) {
			this.xPos = xPos;
		}

		public boolean isAlive() {
			return this.alive;
		}

		public void setAlive(boolean alive) {
			this.alive = alive;
		}

		public int getHP() {
			return this.hp;
		}

		public void setHP(int hp) {
			this.hp = hp;
		}

		public String getURL() {
			return this.url;
		}

		public void setURL(String url) {
			this.url = url;
		}

		public String getaTag() {
			return this.aTag;
		}

		public void setaTag(String aTag) {
			this.aTag = aTag;
		}

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	static class Kotlin {

		private boolean isOpen;

		public boolean isOpen() {
			return this.isOpen;
		}

		public void setOpen(boolean open) {
			this.isOpen = open;
		}

	}

	record Pos(int xPos, boolean isAlive, int HP) {
	}

	static class Fields {

		public int xPos;

		public boolean alive;

		public boolean isAlive() {
			return this.alive;
		}

	}

	public static final class Made {

		private final int xPos;

		private final boolean alive;

		public Made(int xPos, boolean alive) {
			this.xPos = xPos;
			this.alive = alive;
		}

		public int getXPos() {
			return this.xPos;
		}

		public boolean isAlive() {
			return this.alive;
		}

	}

	static class Secret {

		@JsonIgnore
		private final String xPos = "secret";

		public String name = "n";

		public String getXPos() {
			return this.xPos;
		}

	}

	record Spelt(int xPos, int HP, @org.jspecify.annotations.Nullable Map<String, Object> other) {
	}

}
