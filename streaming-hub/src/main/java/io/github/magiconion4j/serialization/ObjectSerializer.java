package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;

/**
 * Writes a value whose declared type is {@code Object} by its actual type. Integers are
 * written in the full width of their type, from which C# derives the type to read.
 */
final class ObjectSerializer extends JsonSerializer<Object> {

	@Override
	public void serialize(Object value, JsonGenerator target, SerializerProvider provider) throws IOException {
		if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long
				|| value instanceof UnsignedLong) {
			target.writeEmbeddedObject(value);
			return;
		}
		Class<?> type = (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
		if (type == Object.class) {
			provider.reportBadDefinition(type, "A plain java.lang.Object cannot be written");
		}
		provider.findValueSerializer(type, null).serialize(value, target, provider);
	}

}
