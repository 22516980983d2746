package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.type.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map as Jackson does, but rejects duplicate keys, as C# does.
 */
final class MapDeserializer extends DelegatingDeserializer {

	private static final long serialVersionUID = 1L;

	private final boolean counted;

	private MapDeserializer(JsonDeserializer<?> map, boolean counted) {
		super(map);
		this.counted = counted;
	}

	/**
	 * Creates a deserializer.
	 * @throws IllegalArgumentException if the cost of the map's class is unknown
	 */
	static MapDeserializer of(MapType type, JsonDeserializer<?> map) {
		boolean counted = HashCosts.count(type, type.getKeyType());
		if (counted && map instanceof com.fasterxml.jackson.databind.deser.std.MapDeserializer known
				&& !known.getValueInstantiator().canCreateUsingDefault()) {
			throw new IllegalArgumentException(type.getRawClass().getName()
					+ " has no constructor without parameters, so the cost of its keys cannot be limited: use Map");
		}
		return new MapDeserializer(map, counted);
	}

	@Override
	protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> map) {
		return new MapDeserializer(map, this.counted);
	}

	@Override
	public @Nullable Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		if (!(source instanceof BodyParser parser)) {
			return super.deserialize(source, context); // fails at the first key
		}
		int size = source.isExpectedStartObjectToken() ? parser.size() : 0;
		parser.hashCosts().enter(this.counted);
		Object map = super.deserialize(source, context);
		parser.hashCosts().leave();
		return (map != null) ? MapKeys.checkUnique((Map<?, ?>) map, size, source) : null;
	}

}
