package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Reads a map as Jackson does, but none that has the same key twice: C# has no such map.
 */
final class MapDeserializer extends DelegatingDeserializer {

	private static final long serialVersionUID = 1L;

	MapDeserializer(JsonDeserializer<?> map) {
		super(map);
	}

	@Override
	protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> map) {
		return new MapDeserializer(map);
	}

	@Override
	public Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		long size = (source instanceof MessagePackParser parser && source.isExpectedStartObjectToken()) ? parser.size()
				: 0;
		Object read = super.deserialize(source, context);
		if (read instanceof Map<?, ?> map && map.size() < size) {
			throw new JsonParseException(source, "a map has the same key twice");
		}
		return read;
	}

}
