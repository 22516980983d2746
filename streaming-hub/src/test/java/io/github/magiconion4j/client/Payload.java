package io.github.magiconion4j.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.magiconion4j.serialization.Key;
import org.jspecify.annotations.Nullable;

/**
 * A value of every type, as in the recordings.
 */
record Payload(@Key(0) int number, @Key(1) long big, @Key(2) double ratio, @Key(3) boolean flag,
		@Key(4) @Nullable String text, @Key(5) byte @Nullable [] bytes, @Key(6) @Nullable List<Integer> numbers,
		@Key(7) @Nullable Map<String, Integer> scores, @Key(8) Colour colour, @Key(9) UUID id, @Key(10) Instant at,
		@Key(11) @Nullable Integer maybe, @Key(12) @Nullable Payload nested) {

	/** Two constants of the enum suffice here. */
	enum Colour {

		RED(0), BLUE(200);

		private final int number;

		Colour(int number) {
			this.number = number;
		}

		@JsonValue
		int number() {
			return this.number;
		}

	}

}
