package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import org.jspecify.annotations.Nullable;

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
	public @Nullable Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		int size = (source instanceof BodyParser parser && source.isExpectedStartObjectToken()) ? parser.size() : 0;
		Object map = super.deserialize(source, context);
		return (map != null) ? MapKeys.checkUnique((Map<?, ?>) map, size, source) : null;
	}

}
