package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object with keys as an array of its properties.
 */
final class KeyedSerializer extends StdSerializer<Object> implements ResolvableSerializer {

	private static final long serialVersionUID = 1L;

	/** Jackson's serializer of the object, which has its properties. */
	private final transient JsonSerializer<?> object;

	private final transient @Nullable PropertyWriter[] properties;

	KeyedSerializer(JsonSerializer<?> object, @Nullable String[] names) {
		super(object.handledType(), false);
		this.object = object;
		this.properties = new @Nullable PropertyWriter[names.length];
		for (Iterator<PropertyWriter> all = object.properties(); all.hasNext();) {
			PropertyWriter property = all.next();
			int key = Arrays.asList(names).indexOf(property.getName());
			if (key >= 0) {
				this.properties[key] = property;
			}
		}
	}

	@Override
	public void resolve(SerializerProvider provider) throws JsonMappingException {
		if (this.object instanceof ResolvableSerializer resolvable) {
			resolvable.resolve(provider);
		}
	}

	@Override
	public void serialize(Object value, JsonGenerator target, SerializerProvider provider) throws IOException {
		target.writeStartArray(value, this.properties.length);
		for (PropertyWriter property : this.properties) {
			if (property == null) {
				target.writeNull();
				continue;
			}
			try {
				property.serializeAsElement(value, target, provider);
			}
			catch (Exception ex) {
				wrapAndThrow(provider, ex, value, property.getName());
			}
		}
		target.writeEndArray();
	}

}
