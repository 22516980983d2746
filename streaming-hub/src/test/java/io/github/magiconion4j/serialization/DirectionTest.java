package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TransferQueue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.magiconion4j.serialization.HubSerializer.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Types that can be written but not read, and vice versa: each is rejected where it is
 * used, before there is a call.
 */
class DirectionTest {

	private static final HubSerializer SERIALIZER = new MessagePackHubSerializer();

	private static final List<Type> ONLY_WRITTEN = List.of(Total.class, new TypeReference<List<Total>>() {
	}.getType(), new TypeReference<Map<Integer, Total>>() {
	}.getType(), new TypeReference<Map<Total, Integer>>() {
	}.getType(), Order.class, Item.class, Total[].class);

	@Test
	void writeOnlyTypes() throws IOException {
		for (Type type : ONLY_WRITTEN) {
			SERIALIZER.value(type, Direction.WRITE);
			SERIALIZER.arguments(List.of(int.class, type), Direction.WRITE);
			assertThatIllegalArgumentException().as(type.getTypeName())
				.isThrownBy(() -> SERIALIZER.value(type, Direction.READ))
				.withMessageContaining("Total cannot be created");
			assertThatIllegalArgumentException().as(type.getTypeName())
				.isThrownBy(() -> SERIALIZER.arguments(List.of(int.class, type), Direction.READ))
				.withMessageContaining("Total cannot be created");
		}
		assertThat(Bodies.written(Total.class, Total.of(3))).isEqualTo("81 a3 53 75 6d 03");
	}

	@Test
	void readOnlyTypes() throws IOException {
		assertThatIllegalArgumentException().isThrownBy(() -> SERIALIZER.value(Command.class, Direction.WRITE))
			.withMessageContaining("Command");
		assertThat(((Command) Bodies.read(Command.class, "81 a4 54 65 78 74 a1 78")).text).isEqualTo("x");
	}

	@Test
	void classesOfTheJdkThatOnlyLookLikeBeans() {
		for (Class<?> type : List.of(BitSet.class, Thread.class, java.util.Timer.class, java.util.StringJoiner.class)) {
			for (Direction direction : Direction.values()) {
				assertThatIllegalArgumentException().as(type + " " + direction)
					.isThrownBy(() -> SERIALIZER.value(type, direction))
					.withMessageContaining(type.getName());
			}
		}
	}

	@Test
	void collectionsOfTheJdkThatCannotBeCreated() throws IOException {
		List<Type> types = List.of(new TypeReference<BlockingQueue<Integer>>() {
		}.getType(), new TypeReference<BlockingQueue<String>>() {
		}.getType(), new TypeReference<TransferQueue<Integer>>() {
		}.getType(), Fixed.class);
		for (Type type : types) {
			SERIALIZER.value(type, Direction.WRITE);
			assertThatIllegalArgumentException().as(type.getTypeName())
				.isThrownBy(() -> SERIALIZER.value(type, Direction.READ))
				.withMessageContaining("cannot be created: use List or Set");
		}
	}

	@Test
	void collectionsOfTheJdkThatCanBeCreated() throws IOException {
		for (Type type : List.of(new TypeReference<Queue<Integer>>() {
		}.getType(), new TypeReference<LinkedBlockingQueue<Integer>>() {
		}.getType(), new TypeReference<ArrayBlockingQueue<Integer>>() {
		}.getType(), Wrapping.class)) {
			Collection<?> read = (Collection<?>) Bodies.read(type, "92 01 02");
			assertThat(read).as(type.getTypeName()).hasToString("[1, 2]");
		}
	}

	@Test
	void keysOfParametersThatHaveNoNames(@TempDir Path directory) throws Exception {
		Class<?> type = compiled(directory, "-g:none");
		for (Direction direction : Direction.values()) {
			assertThatIllegalArgumentException().isThrownBy(() -> SERIALIZER.value(type, direction))
				.withMessageContaining("Parameter 1 of ")
				.withMessageContaining("has a @Key, but no name")
				.withMessageContaining("-parameters");
		}
	}

	@Test
	void keysOfParametersThatHaveNames(@TempDir Path directory) throws Exception {
		Class<?> type = compiled(directory, "-parameters");
		assertThat(Bodies.written(type, Bodies.read(type, "92 01 02"))).isEqualTo("92 01 02");
	}

	/** A new class, compiled with the given options. */
	private static Class<?> compiled(Path directory, String option) throws Exception {
		String source = """
				import io.github.magiconion4j.serialization.Key;
				public class Move {
					private int x;
					private int y;
					public Move() {
					}
					public Move(@Key(0) int x, @Key(1) int y) {
						this.x = x;
						this.y = y;
					}
					public int getX() {
						return this.x;
					}
					public int getY() {
						return this.y;
					}
				}
				""";
		if (option.equals("-parameters")) {
			source = source.replace("public Move() {\n\t}", "");
		}
		return Compiled.of(directory, option, "Move", source);
	}

	static final class Total {

		private final int sum;

		private Total(String how, int... numbers) {
			this.sum = how.length() + numbers.length;
		}

		private Total(int first, int second) {
			this.sum = first + second;
		}

		static Total of(int sum) {
			return (sum > 2) ? new Total(1, sum - 1) : new Total("", new int[sum]);
		}

		public int getSum() {
			return this.sum;
		}

	}

	static final class Fixed extends ArrayList<Integer> {

		private static final long serialVersionUID = 1L;

		Fixed(int size) {
			super(size);
		}

	}

	static final class Wrapping extends ArrayList<Integer> {

		private static final long serialVersionUID = 1L;

		@JsonCreator
		Wrapping(List<Integer> elements) {
			super(elements);
		}

	}

	record Order(@Key(0) int number, @Key(1) Total total) {
	}

	@Union(key = 0, type = Sold.class)
	interface Item {

	}

	record Sold(@Key(0) Total total) implements Item {
	}

	static class Command {

		private String text = "";

		@JsonProperty("Text")
		void setText(String text) {
			this.text = text;
		}

		public Thread getThread() {
			return Thread.currentThread();
		}

	}

}
