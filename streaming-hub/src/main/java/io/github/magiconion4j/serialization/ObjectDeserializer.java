package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;

/**
 * Reads a value of any type: a {@code Boolean}, {@code Integer}, {@code Long},
 * {@link UnsignedLong}, {@code Float}, {@code Double}, {@code String}, {@code byte[]},
 * {@code Instant}, or a list or a map of them.
 */
final class ObjectDeserializer extends JsonDeserializer<Object> {

	@Override
	public @Nullable Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		return switch (source.currentToken()) {
			case VALUE_NULL -> null;
			case VALUE_TRUE, VALUE_FALSE -> source.getBooleanValue();
			case VALUE_STRING -> source.getText();
			case VALUE_EMBEDDED_OBJECT -> embedded(source, context);
			case VALUE_NUMBER_INT -> (source.getNumberType() == NumberType.BIG_INTEGER)
					? new UnsignedLong(source.getBigIntegerValue().longValue()) : source.getNumberValue();
			case VALUE_NUMBER_FLOAT -> source.getNumberValue();
			case START_ARRAY -> list(source, context);
			case START_OBJECT -> map(source, context);
			default -> context.handleUnexpectedToken(Object.class, source);
		};
	}

	private static @Nullable Object embedded(JsonParser source, DeserializationContext context) throws IOException {
		Object value = source.getEmbeddedObject();
		return (value instanceof MessagePackExtensionType) ? context.handleUnexpectedToken(Object.class, source)
				: value;
	}

	private List<@Nullable Object> list(JsonParser source, DeserializationContext context) throws IOException {
		List<@Nullable Object> list = new ArrayList<>();
		while (source.nextToken() != JsonToken.END_ARRAY) {
			list.add(deserialize(source, context));
		}
		return list;
	}

	private Map<Object, @Nullable Object> map(JsonParser source, DeserializationContext context) throws IOException {
		HashCosts costs = HashCosts.of(source);
		Map<Object, @Nullable Object> map = new LinkedHashMap<>();
		int entries = 0;
		costs.enter(true);
		while (source.nextToken() != JsonToken.END_OBJECT) {
			Object key = MapKeys.read(source.currentName(), this, context);
			source.nextToken();
			map.put(key, deserialize(source, context));
			entries++;
		}
		costs.leave();
		return MapKeys.checkUnique(map, entries, source);
	}

	@Override
	public boolean isCachable() {
		return true;
	}

}
