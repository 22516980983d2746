package io.github.magiconion4j.interop.hubs;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An enum with explicit numbers.
 */
public enum Colour {

	RED(0), GREEN(1), BLUE(200);

	private final int number;

	Colour(int number) {
		this.number = number;
	}

	@JsonValue
	int number() {
		return this.number;
	}

}
