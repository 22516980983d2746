package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Objects;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualKeyDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads map keys like other values of their type.
 */
final class MapKeyDeserializer extends KeyDeserializer implements ContextualKeyDeserializer {

	private final JavaType type;

	private final @Nullable JsonDeserializer<Object> deserializer;

	MapKeyDeserializer(JavaType type, @Nullable JsonDeserializer<Object> deserializer) {
		this.type = type;
		this.deserializer = deserializer;
	}

	@Override
	public KeyDeserializer createContextual(DeserializationContext context, @Nullable BeanProperty property)
			throws JsonMappingException {
		return new MapKeyDeserializer(this.type, context.findContextualValueDeserializer(this.type, property));
	}

	@Override
	public @Nullable Object deserializeKey(String name, DeserializationContext context) throws IOException {
		return MapKeys.read(name, Objects.requireNonNull(this.deserializer), context);
	}

}
