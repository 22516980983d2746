package io.github.magiconion4j.serialization;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Java types for the C# types of the recordings.
 */
final class Contracts {

	private Contracts() {
	}

	enum Colour {

		RED(0), GREEN(1), BLUE(200);

		@JsonValue
		final int number;

		Colour(int number) {
			this.number = number;
		}

	}

	enum Big {

		LEAST(Long.MIN_VALUE);

		private final long number;

		Big(long number) {
			this.number = number;
		}

		@JsonValue
		long number() {
			return this.number;
		}

	}

	/** With flags. */
	enum Permission {

		NONE(0), READ(1), WRITE(2);

		@JsonValue
		final int bits;

		Permission(int bits) {
			this.bits = bits;
		}

	}

	/** A class, as C#'s is. */
	static class Point {

		@Key(0)
		private int x;

		@Key(1)
		private int y;

		Point() {
		}

		Point(int x, int y) {
			this.x = x;
			this.y = y;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Point point && point.x == this.x && point.y == this.y;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.x, this.y);
		}

	}

	record PointStruct(@Key(0) float x, @Key(1) float y) {
	}

	record Line(@Key(0) Point from, @Key(1) Point to) {
	}

	record Gaps(@Key(0) int a, @Key(2) String c, @Key(5) boolean f) {
	}

	record Named(int id, String name, Colour colour) {
	}

	record StringKeys(@JsonProperty("id") int id, @JsonProperty("display_name") String displayName) {
	}

	@Union(key = 0, type = Circle.class)
	@Union(key = 1, type = Square.class)
	sealed interface Shape permits Circle, Square {

	}

	record Circle(@Key(0) double radius) implements Shape {
	}

	record Square(@Key(0) double side, @Key(1) @Nullable String label) implements Shape {
	}

	record Complex(@Key(0) double real, @Key(1) double imaginary) {
	}

	/** A {@code [,]} of C#: both lengths, then all elements. */
	record Matrix(@Key(0) int rows, @Key(1) int columns, @Key(2) List<Integer> elements) {
	}

	/** A {@code [,,]}: three lengths, then all elements. */
	record Cube(@Key(0) int layers, @Key(1) int rows, @Key(2) int columns, @Key(3) List<Integer> elements) {
	}

	record Two<A, B>(@Key(0) A first, @Key(1) B second) {
	}

	record Three<A, B, C>(@Key(0) A first, @Key(1) B second, @Key(2) C third) {
	}

	/** The type of the interop contract. */
	record Payload(@Key(0) int number, @Key(1) long big, @Key(2) double ratio, @Key(3) boolean flag,
			@Key(4) @Nullable String text, @Key(5) byte @Nullable [] bytes, @Key(6) @Nullable List<Integer> numbers,
			@Key(7) @Nullable Map<String, Integer> scores, @Key(8) Colour colour, @Key(9) UUID id, @Key(10) Instant at,
			@Key(11) @Nullable Integer maybe, @Key(12) @Nullable Payload nested) {
	}

}
