package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Enforces C#'s rules for map keys: no key is nil, and no key occurs twice.
 */
final class MapKeys {

	private MapKeys() {
	}

	/**
	 * Reads the current token, a map key of any type.
	 */
	static @Nullable Object read(String name, JsonDeserializer<?> deserializer, DeserializationContext context)
			throws IOException {
		JsonParser source = context.getParser();
		if (!(source instanceof BodyParser parser) || !parser.hasToken(JsonToken.FIELD_NAME)
				|| !name.equals(parser.currentName())) {
			throw new JsonParseException(source, "maps cannot be read from a copy that Jackson has buffered");
		}
		if (parser.keyAsValue() == JsonToken.VALUE_NULL) {
			throw new JsonParseException(source, "a map has a key that is nil");
		}
		return parser.hashCosts().read(deserializer, context);
	}

	/**
	 * Checks a map that was read.
	 * @param entries the number of entries on the wire
	 */
	static <M extends Map<?, ?>> M checkUnique(M map, int entries, JsonParser source) throws IOException {
		if (map.size() < entries) {
			throw new JsonParseException(source, "a map has the same key twice");
		}
		return map;
	}

}
