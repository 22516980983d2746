package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;

/**
 * Reads whatever there is: a {@code Boolean}, {@code Integer}, {@code Long},
 * {@link UnsignedLong}, {@code Float}, {@code Double}, {@code String}, {@code byte[]},
 * {@code Instant}, or a list or a map of them.
 */
final class ObjectDeserializer extends JsonDeserializer<Object> {

	@Override
	public Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		return switch (source.currentToken()) {
			case VALUE_TRUE, VALUE_FALSE -> source.getBooleanValue();
			case VALUE_STRING -> source.getText();
			case VALUE_EMBEDDED_OBJECT -> source.getEmbeddedObject();
			case VALUE_NUMBER_INT -> (source.getNumberType() == NumberType.BIG_INTEGER)
					? new UnsignedLong(source.getBigIntegerValue().longValue()) : source.getNumberValue();
			case VALUE_NUMBER_FLOAT -> source.getNumberValue();
			case START_ARRAY ->
				context.readValue(source, context.getTypeFactory().constructCollectionType(List.class, Object.class));
			case START_OBJECT -> context.readValue(source,
					context.getTypeFactory().constructMapType(Map.class, Object.class, Object.class));
			default -> context.handleUnexpectedToken(Object.class, source);
		};
	}

	@Override
	public boolean isCachable() {
		return true;
	}

}
