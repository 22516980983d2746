package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackSerializedString;

/**
 * Writes map keys like other values of their type.
 */
final class MapKeySerializer extends JsonSerializer<Object> implements ContextualSerializer {

	/** Key types that the library supports itself. */
	private static final Set<Class<?>> PLAIN = Set.of(String.class, Integer.class, Long.class);

	private final JavaType type;

	private final @Nullable JsonSerializer<Object> serializer;

	MapKeySerializer(JavaType type, @Nullable JsonSerializer<Object> serializer) {
		this.type = type;
		this.serializer = serializer;
	}

	@Override
	public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
			throws JsonMappingException {
		return new MapKeySerializer(this.type, provider.findValueSerializer(this.type, property));
	}

	@Override
	public void serialize(Object key, JsonGenerator target, SerializerProvider provider) throws IOException {
		if (PLAIN.contains(this.type.getRawClass())) {
			target.writeFieldName(new MessagePackSerializedString(key));
		}
		else if (target instanceof BodyGenerator generator) {
			generator.writeKey(key, Objects.requireNonNull(this.serializer), provider);
		}
		else {
			target.writeFieldName(key.toString()); // Jackson is copying the map
		}
	}

}
