package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;

/**
 * Writes enum constants as their numbers.
 */
final class EnumSerializer extends JsonSerializer<Enum<?>> {

	private final EnumNumbers numbers;

	EnumSerializer(EnumNumbers numbers) {
		this.numbers = numbers;
	}

	@Override
	public void serialize(Enum<?> value, JsonGenerator target, SerializerProvider provider) throws IOException {
		target.writeNumber(this.numbers.number(value));
	}

}
