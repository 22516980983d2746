package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;

/**
 * Reads constants from their numbers.
 */
final class EnumDeserializer extends JsonDeserializer<Enum<?>> {

	private final EnumNumbers numbers;

	EnumDeserializer(EnumNumbers numbers) {
		this.numbers = numbers;
	}

	@Override
	public Enum<?> deserialize(JsonParser source, DeserializationContext context) throws IOException {
		Enum<?> constant = source.hasToken(JsonToken.VALUE_NUMBER_INT) ? this.numbers.constant(source.getLongValue())
				: null;
		return (constant != null) ? constant : (Enum<?>) context.handleUnexpectedToken(this.numbers.type(), source);
	}

	@Override
	public boolean isCachable() {
		return true;
	}

}
